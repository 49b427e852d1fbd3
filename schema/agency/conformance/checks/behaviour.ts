import type { ServiceCheck } from '../check.ts';
import { aboutUnits, askUnits, everyField, FIGURE } from '../questions.ts';

const ROUNDS = 5;
/** What a hundred units may take, in milliseconds: the gateway asks for as many at a time. */
const HUNDRED_UNITS_MS = 300;

export const batches: ServiceCheck = {
  title: `answers 100 units within ${HUNDRED_UNITS_MS} ms, or ten times the time of one`,
  run: async (checked) => {
    const selection = everyField(checked, FIGURE);
    const [one, hundred]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      one.push((await askUnits(checked, checked.units.slice(round, round + 1), selection)).ms);
      hundred.push((await askUnits(checked, checked.units, selection)).ms);
    }
    const [single, together] = [median(one), median(hundred)];
    return together <= Math.max(HUNDRED_UNITS_MS, 10 * single)
      ? null
      : {
          what: `100 units took ${Math.round(together)} ms, one ${Math.round(single)} ms (medians of ${ROUNDS}).`,
          instead:
            'Read the figures of all units of a request by one statement: with DataLoader, or whatever your language has.',
        };
  },
};

export const errors: ServiceCheck = {
  title: 'tells errors as GraphQL does, without its insides',
  run: async ({ service }) => {
    const unknown = await service.ask('{ thereIsNoSuchField }');
    const [error] = unknown.body?.errors ?? [];
    if (typeof error?.message !== 'string')
      return {
        what: `An unknown field is answered with status ${unknown.status} and no errors.`,
        instead: 'Answer { "errors": [{ "message": ... }] }.',
      };
    if (/stacktrace|\bat .+:\d+:\d+|Traceback/.test(unknown.text))
      return { what: 'The error has a stack trace.', instead: 'Log it, and answer the message alone.' };
    const broken = await service.send('{"query": ');
    return broken.status >= 400 && broken.status < 500
      ? null
      : {
          what: `A body that is no JSON is answered with status ${broken.status}.`,
          instead: 'Answer 400 to what cannot be read.',
        };
  },
};

export const versions: ServiceCheck = {
  title: 'tells the version of its data, or how long an answer holds',
  run: async (checked) => {
    const query = aboutUnits(checked, everyField(checked, 'value'));
    const { body, headers } = await checked.service.ask(query, { representations: checked.units.slice(0, 1) });
    const version = body?.extensions?.dataVersion;
    const maxAge = /max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1];
    return typeof version === 'string' || maxAge !== undefined
      ? null
      : {
          what: 'It tells neither.',
          instead:
            'Put a text that changes with every write into extensions.dataVersion, or send Cache-Control: max-age=60.',
        };
  },
};

export const leavers: ServiceCheck = {
  title: 'goes on when whoever asked has left',
  run: async (checked) => {
    const query = aboutUnits(checked, `observations { ${FIGURE} }`);
    for (const afterMs of [0, 1, 5, 20]) {
      const leaving = AbortSignal.timeout(afterMs);
      await checked.service.ask(query, { representations: checked.units }, leaving).catch(() => undefined);
    }
    const { objects } = await askUnits(checked, checked.units.slice(0, 1), '__typename');
    return objects[0]
      ? null
      : { what: 'It answers null after some had left.', instead: 'Let a closed connection end its own request alone.' };
  },
};

export const atOnce: ServiceCheck = {
  title: 'answers ten requests at a time alike',
  run: async (checked) => {
    const asked = Array.from({ length: 10 }, () =>
      askUnits(checked, checked.units, everyField(checked, 'value timePeriod')),
    );
    const answers = new Set((await Promise.all(asked)).map(({ objects }) => JSON.stringify(objects)));
    return answers.size === 1
      ? null
      : {
          what: `Ten requests of the same had ${answers.size} answers.`,
          instead: 'Keep what belongs to a request in that request.',
        };
  },
};

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
