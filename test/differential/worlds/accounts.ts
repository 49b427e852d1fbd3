import { Kind, type ASTNode, type SelectionNode } from 'graphql';
import { link, type World } from '../world.ts';

interface Account {
  readonly id: string;
  readonly __typename: string;
  readonly label: string | null;
  readonly birth?: number;
  readonly staff?: readonly string[] | null;
}
const accounts: readonly Account[] = [
  { id: '1', __typename: 'Private', label: 'An', birth: 1990 },
  { id: '2', __typename: 'Company', label: null, staff: ['1', '3'] },
  { id: '3', __typename: 'Private', label: 'Chi', birth: 0 },
  { id: '4', __typename: 'Company', label: 'Bốn', staff: null },
];
const found = (id: string) => accounts.find((one) => one.id === id) ?? null;
const byId = ({ id }: { id: string }) => found(id);
const known = ({ id }: { id: string }) => (id === 'unknown' ? null : { id });

/** An interface with a key, to whose objects other subgraphs add fields without knowing their types (`@interfaceObject`). */
export const accountsWorld: World = {
  name: 'accounts',
  fields: 5,
  pools: { id: ['1', '2', '3', '4', 'unknown', 'elsewhere'] },
  // The answer of an @interfaceObject puts the interface's name over the object's own, and who asks for it gets null.
  stockMayBeWrong: ({ document }) => asksForTypeOfAccount(document.definitions),
  subgraphs: {
    accounts: {
      sdl: `${link('@key')}
        type Query { accounts: [Account!]! account(id: ID!): Account company(id: ID!): Company }
        interface Account @key(fields: "id") { id: ID! label: String }
        type Private implements Account @key(fields: "id") { id: ID! label: String birth: Int }
        type Company implements Account @key(fields: "id") { id: ID! label: String staff: [Private!] }`,
      resolvers: {
        Query: {
          accounts: () => accounts,
          account: (_: unknown, { id }: { id: string }) => found(id),
          company: (_: unknown, { id }: { id: string }) => (found(id)?.staff === undefined ? null : found(id)),
        },
        Account: { __resolveReference: byId },
        Private: { __resolveReference: byId },
        Company: {
          __resolveReference: byId,
          staff: ({ staff }: Account) => staff && staff.map((id) => found(id)),
        },
      },
    },
    usage: {
      sdl: `${link('@key', '@interfaceObject')}
        type Query { heaviest: Account users(ids: [ID!]): [Account] }
        type Account @key(fields: "id") @interfaceObject { id: ID! used(days: Int = 1): Int! limit: Int transfers: [Transfer!] }
        type Transfer { to: Account amount: Float! }`,
      resolvers: {
        Query: {
          heaviest: () => ({ id: '2' }),
          users: (_: unknown, { ids }: { ids: string[] | null }) => ids?.map((id) => ({ id })) ?? [{ id: '3' }, null],
        },
        Account: {
          __resolveReference: known,
          used: ({ id }: Account, { days }: { days: number | null }) => Number(id) * (days ?? 100),
          limit: ({ id }: Account) => (id === '2' ? null : 10),
          transfers: ({ id }: Account) =>
            id === '1'
              ? [
                  { to: { id: '2' }, amount: 1.5 },
                  { to: null, amount: 0 },
                ]
              : id === '3'
                ? null
                : [],
        },
      },
    },
    billing: {
      sdl: `${link('@key', '@interfaceObject', '@requires', '@external')}
        type Query { debtor: Account }
        type Account @key(fields: "id") @interfaceObject {
          id: ID! label: String @external invoice: Invoice @requires(fields: "label") owes: Boolean! }
        type Invoice { text: String! to: Account! }`,
      resolvers: {
        Query: { debtor: () => ({ id: '4' }) },
        Account: {
          __resolveReference: (account: Account) => (account.id === 'unknown' ? null : account),
          invoice: ({ id, label }: Account) => ({ text: label && `For ${label}`, to: { id } }),
          owes: ({ id }: Account) => (id === '3' ? null : id === '4'),
        },
      },
    },
  },
};

/** Whether `__typename` is asked of anything but the root. */
function asksForTypeOfAccount(definitions: readonly ASTNode[]): boolean {
  const asks = (selections: readonly SelectionNode[] = [], isRoot: boolean): boolean =>
    selections.some((one) => {
      if (one.kind === Kind.FRAGMENT_SPREAD) return false;
      if (one.kind === Kind.INLINE_FRAGMENT) return asks(one.selectionSet.selections, isRoot);
      return (!isRoot && one.name.value === '__typename') || asks(one.selectionSet?.selections, false);
    });
  return definitions.some((one) => {
    if (one.kind === Kind.OPERATION_DEFINITION) return asks(one.selectionSet.selections, true);
    if (one.kind !== Kind.FRAGMENT_DEFINITION) return false;
    return asks(one.selectionSet.selections, one.typeCondition.name.value === 'Query');
  });
}
