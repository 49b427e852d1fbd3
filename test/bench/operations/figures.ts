import { subgraphs } from '../../../subgraphs/index.ts';
import { agencyOf, syntheticCells, type SyntheticCell } from '../synthetic.ts';

export interface AgencyFigures {
  /** The agency's field on a unit. */
  readonly unitField: string;
  /** Schema of the agency's tables. */
  readonly databaseSchema: string;
  readonly cells: readonly SyntheticCell[];
}

/** So many figures of each of the four agencies. */
export function figuresOf(perAgency: number): AgencyFigures[] {
  return subgraphs.flatMap((subgraph) => {
    const agency = agencyOf(subgraph);
    if (!agency?.unitField) return [];
    const cells = syntheticCells(agency).slice(0, perAgency);
    return [{ unitField: agency.unitField, databaseSchema: subgraph.databaseSchema, cells }];
  });
}

/** What is asked of a unit: figures of all agencies for `$period`, each with value, period and status. */
export function figureSelection(perAgency: number): string {
  return figuresOf(perAgency)
    .map(({ unitField, cells }) => {
      const fields = cells.map(
        ({ field, args }) => `${field}(period: $period${args ? `, ${args}` : ''}) { value timePeriod obsStatus }`,
      );
      return `${unitField} { ${fields.join(' ')} }`;
    })
    .join(' ');
}
