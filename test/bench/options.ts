import { readOptions } from '../../subgraphs/kit/command.ts';

export const MODES = ['replay', 'real'] as const;
export type Mode = (typeof MODES)[number];
export const OPERATIONS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type OperationName = (typeof OPERATIONS)[number];

export interface Options {
  readonly modes: readonly Mode[];
  readonly operations: readonly OperationName[];
  /** Names of variants; null: all. */
  readonly variants: readonly string[] | null;
  readonly rounds: number;
  readonly seconds: number;
  /** Variant to profile instead of measuring. */
  readonly profile: string | null;
  /** Folder of the database with the synthetic figures. */
  readonly data: string | null;
  readonly fresh: boolean;
  /** File to write the results to; null: by date. */
  readonly output: string | null;
  /** Writes RESULTS.md and RESULTS.json. */
  readonly page: boolean;
  /** Results of earlier runs to write the page from instead of measuring. */
  readonly from: readonly string[] | null;
}

export function usage(variants: readonly { readonly name: string; readonly label: string }[]): string {
  return `Measures this gateway against its peers; see test/bench/README.md for the method.

  npm run bench -- [--only replay,real] [--operations A,B,C,D,E,F] [--variants NAME,NAME] [--rounds 3] [--seconds 5]

  --only MODES         replay: the gateway alone, subgraphs answer memoised bytes; real: with PostgreSQL. Default: both
  --operations NAMES   A a district and its communes, B one unit, C 200 communes, D the public benchmarks' query (replay),
                       E growth from 10 to 10,000 units (real), F all communes ranked and filtered by two agencies (real).
                       Default: all
  --variants NAMES     default: all of
${variants.map(({ name, label }) => `                         ${name.padEnd(20)} ${label}`).join('\n')}
  --rounds N           rounds of each variant, default 3; medians are told
  --seconds N          length of a round, default 5
  --quick              one round of 2 seconds
  --profile VARIANT    prints where this variant's gateway spends its time, for each mode and operation chosen
  --data FOLDER        folder of the database with synthetic figures; default a temporary one that is kept between runs
  --fresh              makes that database anew
  --output FILE        where to write the results; default test/bench/results/<date>.json
  --page               also writes test/bench/RESULTS.md and RESULTS.json
  --from FILE,FILE     measures nothing: takes the results of earlier runs together, for --page
  --help`;
}

/** Reads the command line; null where only the usage is asked for. */
export function readBenchOptions(text: string): Options | null {
  const { values } = readOptions(text, {
    options: {
      only: { type: 'string' },
      operations: { type: 'string' },
      variants: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean' },
      profile: { type: 'string' },
      data: { type: 'string' },
      fresh: { type: 'boolean' },
      output: { type: 'string' },
      page: { type: 'boolean' },
      from: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  return {
    modes: listOf('--only', values.only, MODES),
    operations: listOf('--operations', values.operations, OPERATIONS),
    variants: values.variants?.split(',') ?? null,
    rounds: numberOf('--rounds', values.rounds, values.quick ? 1 : 3),
    seconds: numberOf('--seconds', values.seconds, values.quick ? 2 : 5),
    profile: values.profile ?? null,
    data: values.data ?? null,
    fresh: values.fresh ?? false,
    output: values.output ?? null,
    page: values.page ?? false,
    from: values.from?.split(',') ?? null,
  };
}

function listOf<Name extends string>(option: string, text: string | undefined, names: readonly Name[]): Name[] {
  const chosen = text === undefined ? [...names] : text.split(',');
  const unknown = chosen.find((one) => !(names as readonly string[]).includes(one));
  if (unknown !== undefined) throw new Error(`${option} takes ${names.join(', ')}, but got: ${unknown}.`);
  return names.filter((name) => chosen.includes(name));
}

function numberOf(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${option} takes a whole number from 1, but got: ${text}.`);
  return Number(text);
}
