import { NotCompiled, type AskedField, type FieldReader } from '../../kit/asked-fields.ts';
import { concatenated, objectPieces, quoted, type Piece } from '../../kit/json-sql.ts';
import { COVERAGE_BEGINS } from '../unit-connection.ts';

/** Stands in an answer that only the resolvers can give. */
export const LEFT = '\u0002';
/** Units are asked within units so many times at most. */
const DEEPEST = 5;
export const TODAY = `(now() at time zone 'Asia/Ho_Chi_Minh')::date`;

/** The kinds that the schema has. */
export type Kinds = readonly string[];

/** The JSON of a unit as an SQL expression over a row of `unit` by the name of the level: `u0`, below it `u1`. */
export function unitSql(reader: FieldReader, kinds: Kinds, parents: AskedField['nodes'], level = 0): string {
  if (level > DEEPEST) throw new NotCompiled();
  const u = `u${level}`;
  const below = `u${level + 1}`;
  const json = (column: string): Piece[] => [{ sql: `coalesce(to_json(${u}.${column})::text, 'null')` }];
  return concatenated(
    objectPieces(reader.fields('AdministrativeUnit', parents), ({ name, args, nodes }): Piece[] => {
      switch (name) {
        case '__typename':
          return [{ text: '"AdministrativeUnit"' }];
        // The table lets nothing into these that JSON would write in another way.
        case 'code':
          return [{ text: '"' }, { sql: `${u}.code` }, { text: '"' }];
        case 'territoryCode':
          return [{ text: '"' }, { sql: `${u}.territory_code` }, { text: '"' }];
        case 'level':
          return [{ text: '"' }, { sql: `${u}.level` }, { text: '"' }];
        case 'kind': {
          const known = kinds.map(quoted).join(', ');
          return [{ sql: `case when ${u}.kind in (${known}) then '"' || ${u}.kind || '"' else '${LEFT}' end` }];
        }
        case 'gsoCode':
          return json('gso_code');
        case 'name':
          return json(args['language'] === 'EN' ? 'name_en' : 'name_vi');
        case 'validFrom':
          return json('valid_from');
        case 'validTo':
          return json('valid_to');
        case 'parent': {
          const text = unitSql(reader, kinds, nodes, level + 1);
          return [
            { sql: `coalesce((select ${text} from unit ${below} where ${below}.code = ${u}.parent_code), 'null')` },
          ];
        }
        case 'children': {
          const day =
            args['on'] == null ? `least(${TODAY}, ${u}.valid_to - 1)` : `${quoted(coveredDay(args['on']))}::date`;
          const text = unitSql(reader, kinds, nodes, level + 1);
          return [
            {
              sql: `coalesce((select '[' || string_agg(${text}, ',' order by ${below}.code) || ']' from unit ${below}
                where ${below}.parent_code = ${u}.code and ${inForceSql(below, day)}), '[]')`,
            },
          ];
        }
        default:
          throw new NotCompiled();
      }
    }),
  );
}

/** A day that the resolvers do not refuse. */
export function coveredDay(day: unknown): string {
  if (typeof day !== 'string' || day < COVERAGE_BEGINS) throw new NotCompiled();
  return day;
}

/** Whether a unit is in force on a day. */
export function inForceSql(unit: string, day: string): string {
  return `(${unit}.valid_from is null or ${unit}.valid_from <= ${day}) and (${unit}.valid_to is null or ${day} < ${unit}.valid_to)`;
}
