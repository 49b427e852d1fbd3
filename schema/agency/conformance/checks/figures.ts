import { parse } from 'graphql';
import { fieldsOf } from '../../../registry/check/definitions.ts';
import { parseTimePeriod } from '../../../../subgraphs/kit/time-period.ts';
import type { Checked, Complaint, ServiceCheck } from '../check.ts';
import { askUnits, FIGURE } from '../questions.ts';

export const recordedFigures: ServiceCheck = {
  title: 'gives every figure its source, period, unit and status',
  run: async (checked) => {
    for (const figure of await figuresOf(checked)) {
      const fault = faultOf(figure, checked);
      if (fault) return fault;
    }
    return null;
  },
};

export const availableFigures: ServiceCheck = {
  title: 'lists in `available` what `observations` has',
  run: async (checked) => {
    const { objects } = await askUnits(
      checked,
      checked.units,
      `observations { indicator } available { indicator count }`,
    );
    for (const [place, object] of objects.entries()) {
      const listed = (object?.available ?? []).reduce((sum: number, { count }: { count: number }) => sum + count, 0);
      const recorded = object?.observations?.length ?? 0;
      if (listed !== recorded)
        return {
          what: `${checked.units[place]!.code} has ${recorded} observations, and ${listed} in available.`,
          instead: 'Count in `available` what `observations` answers without arguments.',
        };
    }
    return null;
  },
};

export const figuresById: ServiceCheck = {
  title: 'serves a figure by its id, and null for an id of none',
  run: async (checked) => {
    const [figure] = await figuresOf(checked);
    const query = `query ($id: ID!) { _observation(id: $id) { ${FIGURE} } }`;
    const none = await checked.service.ask(query, { id: `${checked.agency.prefix}_NONE.x` });
    if (none.body?.data?._observation !== null || none.body.errors)
      return {
        what: `An id of none is answered with ${none.text.slice(0, 120)}.`,
        instead: 'Answer null for an id that you do not have.',
      };
    if (!figure) return null;
    const found = (await checked.service.ask(query, { id: figure.id })).body?.data?._observation;
    return JSON.stringify(found) === JSON.stringify(figure)
      ? null
      : {
          what: `_observation(id: "${figure.id}") is not the figure that observations has.`,
          instead: 'Answer the same figure by its id, for ever.',
        };
  },
};

export const bulkReads: ServiceCheck = {
  title: 'answers the bulk reads that its SDL has',
  run: async ({ service, agency, sdl, units }) => {
    const has = (field: string) => fieldsOf(parse(sdl), 'Query').some(({ name }) => name.value === field);
    const questions = [
      [
        '_figures',
        'query ($indicators: [ID!]!, $units: [ID!]) { _figures(indicators: $indicators, units: $units) { dataVersion units columns { values } } }',
      ],
      ['_history', '{ _history(ids: []) { id } }'],
      ['_settledUntil', '{ _settledUntil }'],
    ] as const;
    for (const [field, query] of questions.filter(([name]) => has(name))) {
      const indicators = agency.indicators.map(({ code }) => code);
      const { body, text } = await service.ask(query, { indicators, units: units.map(({ code }) => code) });
      if (body?.errors || body?.data?.[field] == null)
        return {
          what: `${field} is answered with ${text.slice(0, 120)}.`,
          instead: `Answer it, or leave it out of Query in your SDL: tables read your observations then.`,
        };
    }
    return null;
  },
};

async function figuresOf(checked: Checked): Promise<any[]> {
  const { objects } = await askUnits(checked, checked.units, `observations { ${FIGURE} }`);
  return objects.flatMap((object) => object?.observations ?? []);
}

function faultOf(figure: any, { agency, areas }: Checked): Complaint | null {
  const at = `The figure ${figure.id ?? 'without an id'} of ${figure.refArea}`;
  const fault = (what: string, instead: string) => ({ what: `${at} ${what}`, instead });
  if (!figure.id) return fault('has no id.', 'Give every recorded figure an id that stays for ever.');
  if (!areas.byCode(figure.refArea))
    return fault(
      'is of no unit that there is.',
      'refArea is the dated key of the unit that it was published for: 22-20211101.',
    );
  if (!agency.indicators.some(({ code }) => code === figure.indicator))
    return fault(`is of ${figure.indicator}, which is not declared.`, 'Declare it with @indicator, or leave it out.');
  if (!parseTimePeriod(figure.timePeriod ?? ''))
    return fault(`has the period ${figure.timePeriod}.`, 'Write SDMX periods: 2024, 2023-S1, 2025-Q1.');
  if (!figure.citation?.publisher || !figure.citation.title)
    return fault('has no source.', 'Give each figure a citation with publisher and title.');
  if (figure.value === null && figure.valueLow === null && figure.valueHigh === null)
    return fault('has neither value nor bounds.', 'Leave out of observations what is no figure.');
  return null;
}
