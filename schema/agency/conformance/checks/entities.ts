import type { ServiceCheck } from '../check.ts';
import { askUnits, everyField, FIGURE, UNKNOWN } from '../questions.ts';

const ALWAYS = 'Answer every representation with an object that has your field, in the order asked, whatever the unit.';

export const oneUnit: ServiceCheck = {
  title: 'answers _entities for one unit',
  run: async (checked) => {
    const { objects } = await askUnits(checked, checked.units.slice(0, 1), '__typename');
    return objects[0] ? null : { what: 'The object is null.', instead: ALWAYS };
  },
};

export const hundredUnits: ServiceCheck = {
  title: 'answers _entities for 100 units, each in its place',
  run: async (checked) => {
    const selection = everyField(checked, 'refArea value');
    const together = await askUnits(checked, checked.units, selection);
    const missing = together.objects.filter((one) => one === null).length;
    if (missing > 0) return { what: `${missing} of 100 objects are null.`, instead: ALWAYS };
    for (const place of [0, 37, 99]) {
      const alone = await askUnits(checked, [checked.units[place]!], selection);
      if (JSON.stringify(alone.objects[0]) !== JSON.stringify(together.objects[place]))
        return {
          what: `${checked.units[place]!.code} is answered otherwise alone than among others.`,
          instead: ALWAYS,
        };
    }
    return null;
  },
};

export const unknownUnit: ServiceCheck = {
  title: 'answers a unit that it does not know with absences, no error',
  run: async (checked) => {
    const { objects } = await askUnits(checked, [UNKNOWN], everyField(checked, 'value obsStatus reasonCode'));
    const fields = Object.values(objects[0] ?? {}) as { value: unknown; obsStatus: string }[];
    return fields.length > 0 && fields.every((one) => one?.value === null)
      ? null
      : {
          what: 'It does not answer an observation without a value.',
          instead: `${ALWAYS} Absences have value null, obsStatus MISSING and a reason.`,
        };
  },
};

export const aliasesAndFragments: ServiceCheck = {
  title: 'reads aliases, fragments and variables',
  run: async ({ service, agency, units }) => {
    const query = `query Ask($units: [_Any!]!, $yes: Boolean!) {
        mine: _entities(representations: $units) { __typename ...Part }
      }
      fragment Part on AdministrativeUnit { own: ${agency.unitField} { kind: __typename @include(if: $yes) other: __typename @skip(if: $yes) } }`;
    const { body } = await service.ask(query, { units: units.slice(0, 2), yes: true });
    const expected = { __typename: 'AdministrativeUnit', own: { kind: agency.typeName } };
    return JSON.stringify(body?.data?.mine) === JSON.stringify([expected, expected])
      ? null
      : {
          what: `It answered ${JSON.stringify(body).slice(0, 200)}.`,
          instead: 'Serve GraphQL whole: gateways send aliases, fragments, @include and @skip.',
        };
  },
};

export const always: ServiceCheck = {
  title: 'answers every indicator with an observation, figure or not',
  run: async (checked) => {
    const { objects } = await askUnits(checked, checked.units, everyField(checked, FIGURE));
    for (const [unit, object] of objects.entries())
      for (const [place, { field, code }] of checked.agency.indicators.entries()) {
        const observation = object[`f${place}`];
        const at = `${field} of ${checked.units[unit]!.code}`;
        if (!observation)
          return {
            what: `${at} is null.`,
            instead:
              'Answer an observation always; where there is no figure value is null, and obsStatus and reasonCode say why.',
          };
        if (observation.indicator !== code)
          return {
            what: `${at} is of the indicator ${observation.indicator}.`,
            instead: `Answer the code that @indicator declares, ${code}.`,
          };
        const isAbsent = observation.value === null && observation.valueLow === null && observation.valueHigh === null;
        if (isAbsent && (!/^MISSING|^SUPPRESSED/.test(observation.obsStatus) || observation.reasonCode === null))
          return {
            what: `${at} has no value, with status ${observation.obsStatus} and reason ${observation.reasonCode}.`,
            instead: 'An absence has a status MISSING... or SUPPRESSED, and a reasonCode such as NO_FIGURE.',
          };
      }
    return null;
  },
};
