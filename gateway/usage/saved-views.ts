import type { Gateway } from '../gateway.ts';
import { IndicatorsOfGraph } from './asked-indicators.ts';
import { asked, type Usage } from './usage.ts';
import { normalise } from './normalise.ts';
import { parse } from 'graphql';

const CUSTOM_VIEWS = 'custom-views';
const EVERY_MS = 60_000;
const CLIENT = { name: 'saved views', version: '' };
const OPERATION = normalise(parse('query SavedViews { view(id: "") { id } }'), null);

export interface SavedViewsLog {
  warn(details: object, message: string): void;
}

/** Notes, every day anew, the indicators that saved views ask for: they are used although nobody may have opened a view for long. */
export function noteSavedViews(gateway: Pick<Gateway, 'graph' | 'subgraphs'>, usage: Usage, log: SavedViewsLog) {
  const leaving = new AbortController();
  const note = async () => {
    const reach = gateway.subgraphs().get(CUSTOM_VIEWS);
    if (!reach || leaving.signal.aborted) return;
    try {
      const { data } = await reach({
        query: '{ _indicatorsOfViews }',
        variables: {},
        caller: '',
        signal: leaving.signal,
      });
      const codes = (data?.['_indicatorsOfViews'] ?? []) as readonly string[];
      const known = new IndicatorsOfGraph(gateway.graph().declarations);
      if (codes.length > 0) usage.note(CLIENT, asked(OPERATION, new Set(codes.filter((code) => known.has(code)))));
    } catch (error) {
      log.warn({ err: error }, 'The indicators of saved views are not known now: asked again later.');
    }
  };
  const timer = setInterval(() => void note(), EVERY_MS);
  timer.unref();
  void note();
  return {
    stop: () => {
      clearInterval(timer);
      leaving.abort();
    },
  };
}
