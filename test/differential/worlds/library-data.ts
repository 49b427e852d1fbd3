export interface Book {
  readonly isbn: string;
  readonly title: string;
  readonly edition: { readonly number: number; readonly year: number | null };
  readonly authors: readonly string[];
  readonly shelf: string | null;
  readonly size: { readonly width: number | null; readonly height: number; readonly unit: string } | null;
  readonly copies: readonly (readonly (string | null)[])[] | null;
}

export const books: readonly Book[] = [
  {
    isbn: '978-1',
    title: 'Kiều',
    edition: { number: 1, year: 1820 },
    authors: ['nd'],
    shelf: 'A1',
    size: { width: 10, height: 20, unit: 'CM' },
    copies: [['c1', null], [], ['c2', 'lost']],
  },
  {
    isbn: '978-2',
    title: 'Kiều',
    edition: { number: 2, year: null },
    authors: ['nd', 'xx'],
    shelf: 'A1',
    size: { width: null, height: 9, unit: 'INCH' },
    copies: null,
  },
  {
    isbn: '978-3',
    title: 'Số đỏ',
    edition: { number: 1, year: 1936 },
    authors: ['vtp', 'nd'],
    shelf: 'B2',
    size: null,
    copies: [['c3']],
  },
  {
    isbn: '978-4',
    title: 'Untitled',
    edition: { number: 0, year: 0 },
    authors: [],
    shelf: null,
    size: { width: 1, height: 1, unit: 'CM' },
    copies: [],
  },
];

export const bookOf = (isbn: string): Book | null => books.find((one) => one.isbn === isbn) ?? null;
export const bookTitled = (title: string, number: number): Book | null =>
  books.find((one) => one.title === title && one.edition.number === number) ?? null;

export const authors: Readonly<Record<string, { name: string | null; born: number | null; influencedBy: string[] }>> = {
  nd: { name: 'Nguyễn Du', born: 1766, influencedBy: [] },
  vtp: { name: 'Vũ Trọng Phụng', born: null, influencedBy: ['nd', 'xx', 'vtp'] },
};

export const shelves: Readonly<Record<string, { number: number; floor: number }>> = {
  A1: { number: 1, floor: 0 },
  B2: { number: 2, floor: 3 },
};

export const members: readonly {
  card: { number: number; issuer: string };
  name: string | null;
  favourites: string[] | null;
}[] = [
  { card: { number: 1, issuer: 'HN' }, name: 'An', favourites: ['978-1', '978-3'] },
  { card: { number: 1, issuer: 'HCM' }, name: null, favourites: null },
];

/** Who has which copy, by bar code; the index of the member. */
export const loans: Readonly<Record<string, number | null>> = { c1: 0, c2: null, c3: 1 };
