import { GraphQLError } from 'graphql';
import { link, type World } from '../world.ts';

interface Account {
  readonly id: string;
  name: string;
  balance: number;
}
interface State {
  clock: number;
  readonly accounts: Map<string, Account>;
  readonly notes: { id: string; text: string; account: string; at: number }[];
}
interface Context {
  readonly state: State;
}
type Named = { readonly id: string };

/** Mutations of two subgraphs over one state: each tells when it came, and later ones see what earlier ones did. */
export const ledger: World = {
  name: 'ledger',
  pools: {
    id: ['1', '2', '3', 'none'],
    account: ['1', '2', 'none'],
    amount: [1, 10, -100, 0],
    name: ['An', 'Bình', ''],
  },
  createState: (): State => ({
    clock: 0,
    accounts: new Map([
      ['1', { id: '1', name: 'An', balance: 10 }],
      ['2', { id: '2', name: 'Bình', balance: 0 }],
    ]),
    notes: [{ id: 'n0', text: 'first', account: '1', at: 0 }],
  }),
  subgraphs: {
    accounts: {
      sdl: `${link('@key')}
        type Query { account(id: ID!): Account accounts: [Account!]! now: Int! }
        type Mutation { open(name: String!): Account! deposit(id: ID!, amount: Int! = 5): Account rename(id: ID!, name: String): Account!
          close(id: ID!): Boolean }
        type Account @key(fields: "id") { id: ID! name: String! balance: Int! }`,
      resolvers: {
        Query: {
          account: (_: unknown, { id }: Named, { state }: Context) => copyOf(state.accounts.get(id)),
          accounts: (_: unknown, _args: object, { state }: Context) => [...state.accounts.values()].map(copyOf),
          now: (_: unknown, _args: object, { state }: Context) => state.clock,
        },
        Mutation: {
          open: (_: unknown, { name }: { name: string }, { state }: Context) => {
            state.clock += 1;
            const opened = { id: String(state.accounts.size + 1), name, balance: 0 };
            state.accounts.set(opened.id, opened);
            return copyOf(opened);
          },
          deposit: (_: unknown, { id, amount }: { id: string; amount: number }, { state }: Context) => {
            const account = state.accounts.get(id);
            state.clock += 1;
            if (!account) return null;
            if (account.balance + amount < 0)
              throw new GraphQLError('Too much.', { extensions: { code: 'BAD_USER_INPUT' } });
            account.balance += amount;
            return copyOf(account);
          },
          rename: (_: unknown, { id, name }: { id: string; name: string }, { state }: Context) => {
            const account = state.accounts.get(id);
            state.clock += 1;
            if (account) account.name = name;
            return copyOf(account);
          },
          close: (_: unknown, { id }: Named, { state }: Context) => {
            state.clock += 1;
            return state.accounts.delete(id) || null;
          },
        },
        Account: { __resolveReference: ({ id }: Named, { state }: Context) => copyOf(state.accounts.get(id)) },
      },
    },
    notes: {
      sdl: `${link('@key')}
        type Query { notes: [Note!]! }
        type Mutation { note(account: ID!, text: String! = "a note"): Note! clear: Int }
        type Note @key(fields: "id") { id: ID! text: String! account: Account! at: Int! }
        type Account @key(fields: "id") { id: ID! notes: [Note!]! }`,
      resolvers: {
        Query: { notes: (_: unknown, _args: object, { state }: Context) => [...state.notes] },
        Mutation: {
          note: (_: unknown, { account, text }: { account: string; text: string }, { state }: Context) => {
            state.clock += 1;
            const noted = { id: `n${state.clock}`, text, account, at: state.clock };
            state.notes.push(noted);
            return noted;
          },
          clear: (_: unknown, _args: object, { state }: Context) => {
            state.clock += 1;
            return state.notes.splice(0).length;
          },
        },
        Note: { account: ({ account }: { account: string }) => ({ id: account }) },
        Account: {
          __resolveReference: ({ id }: Named) => ({ id }),
          notes: ({ id }: Named, _args: object, { state }: Context) =>
            state.notes.filter(({ account }) => account === id),
        },
      },
    },
  },
};

/** As it is now: what changes later shows only to those who ask later. */
const copyOf = (account: Account | undefined) => (account ? { ...account } : null);
