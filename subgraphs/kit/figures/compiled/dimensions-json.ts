import { NotCompiled } from '../../asked-fields.ts';
import type { dimensionValues } from '../observation.ts';
import type { ObservationField } from './observation-fields.ts';

/** The JSON of an observation's dimensions. */
export function dimensionsJson(
  fields: readonly ObservationField[],
  dimensions: ReturnType<typeof dimensionValues>,
): string {
  const valueOf = (dimension: (typeof dimensions)[number], { name, language }: ObservationField) => {
    if (name === 'dimension') return dimension.dimension;
    if (name === 'code') return dimension.code;
    if (name === 'label') return dimension.label({ language: language! });
    if (name === '__typename') return 'DimensionValue';
    throw new NotCompiled();
  };
  const objects = dimensions.map((dimension) =>
    fields.map((field) => `${JSON.stringify(field.key)}:${JSON.stringify(valueOf(dimension, field))}`).join(','),
  );
  return `[${objects.map((object) => `{${object}}`).join(',')}]`;
}
