/**
 * The rules of the SDMX-JSON 2.0.0 data message, read from its schema and field guide and written down as checks: also what a schema cannot
 * say, that places lie within their lists and keys have a part for each dimension.
 */
export function faultsOfSdmxJson(message: any): string[] {
  const faults: string[] = [];
  const must = (isSo: boolean, what: string) => void (isSo || faults.push(what));
  must(
    Object.keys(message).every((key) => ['meta', 'data', 'errors'].includes(key)),
    'only meta, data, errors',
  );
  const { meta, data } = message;
  must(ID.test(meta.id), 'meta.id is an id');
  must(INSTANT.test(meta.prepared), 'meta.prepared is an instant with its zone');
  must(ID.test(meta.sender?.id), 'meta.sender.id is an id');
  must(!meta.schema || URL.canParse(meta.schema), 'meta.schema is an address');
  must(
    meta.contentLanguages.every((tag: string) => /^[a-z]{2}$/.test(tag)),
    'contentLanguages are language tags',
  );
  for (const [place, structure] of data.structures.entries()) checkStructure(structure, `structures[${place}]`, must);
  for (const [place, set] of data.dataSets.entries()) checkDataSet(set, data.structures, `dataSets[${place}]`, must);
  return faults;
}

type Must = (isSo: boolean, what: string) => void;
const ID = /^[A-Za-z0-9_@$-]+$/;
const COMPONENT_ID = /^[A-Za-z][A-Za-z0-9_-]*$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const LEVELS = {
  dimensions: ['dataSet', 'series', 'observation'],
  measures: ['observation'],
  attributes: ['dataSet', 'dimensionGroup', 'series', 'observation'],
};
const DATA_TYPES = ['String', 'Double', 'Integer', 'ObservationalTimePeriod'];

function checkStructure(structure: any, at: string, must: Must): void {
  checkLinks(structure.links, `${at}.links`, must);
  must(structure.links[0]?.urn?.startsWith('urn:sdmx:org.sdmx.infomodel.'), `${at}: the first link has the URN`);
  must(typeof structure.dimensions === 'object', `${at}.dimensions`);
  for (const [kind, levels] of Object.entries(LEVELS)) {
    for (const [level, components] of Object.entries<any[]>(structure[kind] ?? {})) {
      must(levels.includes(level), `${at}.${kind}.${level} is a level`);
      must(isUnique(components.map(({ id }) => id)), `${at}.${kind}: ids differ`);
      for (const component of components) checkComponent(component, kind, `${at}.${kind}.${component.id}`, must);
    }
  }
  const positions = (structure.dimensions.observation ?? []).map(({ keyPosition }: any) => keyPosition);
  must(
    positions.every((position: number, place: number) => position === place),
    `${at}: dimensions stand in their order`,
  );
}

function checkComponent(component: any, kind: string, at: string, must: Must): void {
  must(COMPONENT_ID.test(component.id), `${at}: id`);
  must(
    (component.roles ?? []).every((role: string) => COMPONENT_ID.test(role)),
    `${at}: roles`,
  );
  must('keyPosition' in component === (kind === 'dimensions'), `${at}: dimensions alone have a position`);
  if (kind === 'dimensions') must(Array.isArray(component.values), `${at}: dimensions list their values`);
  if (kind === 'attributes') {
    const ways = ['dimensions', 'dataflow', 'observation', 'primaryMeasure'];
    must(ways.filter((way) => way in component.relationship).length === 1, `${at}: one relationship`);
  }
  const { format, values } = component;
  if (format) {
    must(DATA_TYPES.includes(format.dataType), `${at}: data type`);
    const { minOccurs = 1, maxOccurs = 1 } = format;
    must(Number.isInteger(minOccurs) && minOccurs >= 0, `${at}: minOccurs`);
    must(maxOccurs === 'unbounded' || maxOccurs >= 1, `${at}: maxOccurs`);
  }
  if (values === undefined) return;
  must(values.length > 0 && isUnique(values.map((value: unknown) => JSON.stringify(value))), `${at}: values differ`);
  for (const value of values) checkValue(value, kind, `${at}: ${JSON.stringify(value)}`, must);
  must(
    values.every((value: any) => 'id' in value) || format !== undefined || kind === 'dimensions',
    `${at}: codes, or a format`,
  );
}

function checkValue(value: any, kind: string, at: string, must: Must): void {
  const ways = [typeof value.name === 'string' && ID.test(value.id), 'value' in value, 'values' in value];
  must(ways.filter(Boolean).length === 1, `${at}: a code with its name, a value, or values`);
  must(kind !== 'dimensions' || !('values' in value), `${at}: a dimension has one value`);
  if ('values' in value) {
    const isOfTexts = Array.isArray(value.values) && value.values.every((one: unknown) => typeof one === 'string');
    must(isOfTexts && value.values.length > 0, `${at}: texts`);
  }
  for (const end of [value.start, value.end]) must(end === undefined || INSTANT.test(end), `${at}: an instant`);
}

function checkLinks(links: any[], at: string, must: Must): void {
  for (const { rel, href, urn } of links)
    must(typeof rel === 'string' && URL.canParse(href ?? urn), `${at}: rel, and href or urn`);
}

function checkDataSet(set: any, structures: any[], at: string, must: Must): void {
  checkLinks(set.links, `${at}.links`, must);
  must(['Information', 'Append', 'Replace', 'Delete'].includes(set.action), `${at}.action`);
  const structure = structures[set.structure];
  must(structure !== undefined, `${at}.structure`);
  const { dimensions, measures, attributes, annotations = [] } = structure;
  must(
    (set.annotations ?? []).every((place: number) => place < annotations.length),
    `${at}.annotations`,
  );
  checkSaid(set.attributes, attributes.dataSet, `${at}.attributes`, must);
  for (const [key, said] of Object.entries<any[]>(set.observations)) {
    const parts = key.split(':');
    must(/^\d+(:\d+)*$/.test(key) && parts.length === dimensions.observation.length, `${at}: key ${key}`);
    must(
      parts.every((part, place) => Number(part) < dimensions.observation[place].values.length),
      `${at}: key ${key} lies within the lists`,
    );
    checkSaid(said, [...measures.observation, ...attributes.observation], `${at}.${key}`, must);
  }
}

/** Places in the list of a component's values; where it has none, the values themselves. */
function checkSaid(said: any[], components: any[], at: string, must: Must): void {
  must(said.length === components.length, `${at}: one for each component`);
  for (const [place, one] of said.entries()) {
    const { id, values, format } = components[place];
    if (one === null) continue;
    if (values) must(Number.isInteger(one) && one >= 0 && one < values.length, `${at} ${id}: a place in its list`);
    else
      must(typeof one === (format?.dataType === 'String' ? 'string' : 'number'), `${at} ${id}: a ${format?.dataType}`);
  }
}

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
