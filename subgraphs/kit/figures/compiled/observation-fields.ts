import type { FieldReader, AskedField } from '../../asked-fields.ts';
import { NotCompiled } from '../../asked-fields.ts';

export type Language = 'VI' | 'EN';

/** A field of an observation or an availability, or of its citation or dimensions, by its key in the answer. */
export interface ObservationField {
  readonly key: string;
  readonly name: string;
  /** For a text in a language. */
  readonly language?: Language;
  /** For `citation` and `dimensions`. */
  readonly fields?: readonly ObservationField[];
}

/** What a document asks of an observation or an availability. */
export function observationFields(
  reader: FieldReader,
  parents: AskedField['nodes'],
  type: 'Observation' | 'Availability' = 'Observation',
): readonly ObservationField[] {
  return reader.fields(type, parents).map(({ key, name, args, nodes }): ObservationField => {
    switch (name) {
      case 'citation':
        return { key, name, fields: reader.fields('Citation', nodes) };
      case 'dimensions':
        return { key, name, fields: dimensionFields(reader, nodes) };
      case 'reason':
        return { key, name, language: languageOf(args) };
      default:
        return { key, name };
    }
  });
}

/** What a document asks of dimensions with their codes. */
export function dimensionFields(reader: FieldReader, parents: AskedField['nodes']): readonly ObservationField[] {
  return reader
    .fields('DimensionValue', parents)
    .map((field) => (field.name === 'label' ? { ...field, language: languageOf(field.args) } : field));
}

function languageOf(args: AskedField['args']): Language {
  const language = args['language'];
  if (language === 'VI' || language === 'EN') return language;
  // A variable that was left out: GraphQL's own execution says what that means.
  throw new NotCompiled();
}
