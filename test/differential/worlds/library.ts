import { link, type World } from '../world.ts';
import { authors, bookOf, books, bookTitled, loans, members, shelves, type Book } from './library-data.ts';

type Card = { readonly card: { readonly number: number; readonly issuer: string } };
const memberOf = ({ card }: Card) =>
  members.find((one) => one.card.number === card.number && one.card.issuer === card.issuer) ?? null;
const shelfOf = (code: string) => ({ code, room: shelves[code] });
const byAuthorsId = { Author: { __resolveReference: ({ id }: { id: string }) => ({ id }) } };

/** Keys of several and of nested fields, keys that lead nowhere, and `@requires` of nested fields across three subgraphs. */
export const library: World = {
  name: 'library',
  pools: {
    isbn: ['978-1', '978-2', '978-3', '978-4', 'none'],
    code: ['A1', 'B2'],
    number: [1, 2, 3],
    issuer: ['HN', 'HCM'],
  },
  subgraphs: {
    catalogue: {
      sdl: `${link('@key', '@shareable')}
        type Query { book(isbn: ID!): Book books(isbns: [ID!]): [Book]! shelf(code: String!): Shelf }
        type Book @key(fields: "isbn") @key(fields: "title edition { number }") {
          isbn: ID! title: String! edition: Edition! authors: [Author!]! shelf: Shelf size: Size }
        type Edition @shareable { number: Int! year: Int }
        type Size { width: Int height: Int unit: Unit! }
        enum Unit { CM INCH }
        type Author @key(fields: "id", resolvable: false) { id: ID! }
        type Shelf @key(fields: "code room { number floor }") { code: String! room: Room! books: [Book!] }
        type Room @shareable { number: Int! floor: Int! }`,
      resolvers: {
        Query: {
          book: (_: unknown, { isbn }: { isbn: string }) => bookOf(isbn),
          books: (_: unknown, { isbns }: { isbns: string[] | null }) => isbns?.map(bookOf) ?? books,
          shelf: (_: unknown, { code }: { code: string }) => shelfOf(code),
        },
        Book: {
          __resolveReference: ({ isbn, title, edition }: Partial<Book>) =>
            isbn === undefined ? bookTitled(title!, edition!.number) : bookOf(isbn),
          authors: (book: Book) => book.authors.map((id) => ({ id })),
          shelf: ({ shelf }: Book) => shelf && shelfOf(shelf),
        },
        Shelf: {
          __resolveReference: ({ code }: { code: string }) => shelfOf(code),
          books: ({ code }: { code: string }) => books.filter(({ shelf }) => shelf === code),
        },
      },
    },
    lending: {
      sdl: `${link('@key', '@shareable')}
        type Query { member(number: Int!, issuer: String!): Member }
        type Book @key(fields: "title edition { number }") { title: String! edition: Edition! copies: [[Copy]!] }
        type Edition @shareable { number: Int! }
        type Copy @key(fields: "barcode") { barcode: ID! borrower: Member onLoan: Boolean! of: Book }
        type Member @key(fields: "card { number issuer }") { card: Card! name: String! favourites: [Book] }
        type Card @shareable { number: Int! issuer: String! }`,
      resolvers: {
        Query: { member: (_: unknown, card: Card['card']) => memberOf({ card }) },
        Book: {
          __resolveReference: ({ title, edition }: Book) => bookTitled(title, edition.number),
          copies: ({ copies, isbn }: Book) =>
            copies?.map((row) => row.map((barcode) => barcode && { barcode, isbn })) ?? null,
        },
        Copy: {
          borrower: ({ barcode }: { barcode: string }) => members[loans[barcode] ?? -1] ?? null,
          onLoan: ({ barcode }: { barcode: string }) => (barcode in loans ? loans[barcode] !== null : null),
          of: ({ isbn }: { isbn: string }) => bookOf(isbn),
        },
        Member: {
          __resolveReference: memberOf,
          favourites: ({ favourites }: { favourites: string[] | null }) => favourites?.map(bookOf) ?? null,
        },
      },
    },
    people: {
      sdl: `${link('@key', '@shareable')}
        type Query { author(id: ID!): Author }
        type Author @key(fields: "id") { id: ID! name: String born: Int influencedBy: [Author]! }
        type Member @key(fields: "card { number issuer }") { card: Card! age: Int }
        type Card @shareable { number: Int! issuer: String! }`,
      resolvers: {
        Query: { author: (_: unknown, { id }: { id: string }) => (id in authors ? { id } : null) },
        Author: {
          __resolveReference: ({ id }: { id: string }) => (id in authors ? { id } : null),
          name: ({ id }: { id: string }) => authors[id]!.name,
          born: ({ id }: { id: string }) => authors[id]!.born,
          influencedBy: ({ id }: { id: string }) => authors[id]!.influencedBy.map((one) => ({ id: one })),
        },
        Member: {
          __resolveReference: (member: Card) => member,
          age: ({ card }: Card) => card.number * 10 + card.issuer.length,
        },
      },
    },
    logistics: {
      sdl: `${link('@key', '@external', '@requires', '@shareable')}
        type Query { crates: [Crate!] }
        type Book @key(fields: "isbn") {
          isbn: ID! size: Size @external authors: [Author!]! @external shelf: Shelf @external
          crate: Crate @requires(fields: "size { width height } authors { name id } shelf { room { floor } }")
          label: String! @requires(fields: "authors { name }") }
        type Size @external { width: Int height: Int }
        type Author @key(fields: "id") { id: ID! name: String @external }
        type Shelf @key(fields: "code room { number floor }") { code: String! room: Room! lifts: Int }
        type Room @shareable { number: Int! floor: Int! }
        type Crate { volume: Int code: String! next: Book }`,
      resolvers: {
        Query: {
          crates: () => [
            { volume: 1, code: 'x', next: { isbn: '978-3' } },
            { volume: null, code: 'y', next: null },
          ],
        },
        Book: {
          __resolveReference: (book: object) => book,
          crate: ({ size, authors: by, shelf, isbn }: Record<string, any>) => ({
            volume: size && size['width'] * size['height'],
            code: `${isbn}/${by.map((one: any) => one?.name ?? one?.id).join()}/${shelf?.room.floor ?? '-'}`,
            next: isbn === '978-1' ? { isbn: '978-2' } : null,
          }),
          label: ({ authors: by }: Record<string, any>) =>
            by.length > 0 ? by.map((one: any) => one?.name).join() : null,
        },
        ...byAuthorsId,
        Shelf: {
          __resolveReference: (shelf: object) => shelf,
          lifts: ({ room }: { room: { floor: number } }) => room.floor * 2,
        },
      },
    },
  },
};
