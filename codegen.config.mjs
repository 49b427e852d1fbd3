import { readFileSync } from 'node:fs';

const page = readFileSync('gateway/FRONT-END.md', 'utf8');

/** Types for the operations of the front-end page, as its readers generate them: a change of these files is one that they meet. */
export default {
  schema: 'schema/api.graphql',
  documents: [...page.matchAll(/^```graphql name=\S+\n(.*?)^```$/gms)].map(([, text]) => text),
  importExtension: '.ts',
  generates: {
    'test/front-end/graph/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { useTypeImports: true, scalars: { Date: 'string', DateTime: 'string', TimePeriod: 'string' } },
    },
  },
};
