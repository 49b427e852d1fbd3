import type { AgencyCommand } from '../command.ts';

interface Listed {
  readonly graph: number | null;
  readonly subgraphs: readonly {
    readonly name: string;
    readonly prefix: string | null;
    readonly owner: string;
    readonly url: string | null;
    readonly publishedAt: string | null;
  }[];
}

export const list: AgencyCommand = {
  usage: 'list',
  summary: 'the agencies, and which are in the graph',
  options: {},
  run: async ({ registry }) => {
    const listed = await registry.get<Listed>('subgraphs');
    const width = Math.max(...listed.subgraphs.map(({ name }) => name.length), 0);
    const lines = listed.subgraphs.map(
      ({ name, prefix, owner, url, publishedAt }) =>
        `${name.padEnd(width)}  ${(prefix ?? '').padEnd(4)}  ${publishedAt ?? 'not published       '}  ${url ?? ''}  ${owner}`,
    );
    return { json: listed, lines: [...lines, `Graph ${listed.graph ?? 'none'} is served.`] };
  },
};
