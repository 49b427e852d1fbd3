/**
 * The rules of a JSON-stat 2.0 dataset, read from its schema and specification and written down as checks: also what a schema cannot say,
 * that there are as many values as places, and that labels and roles name what there is.
 */
export function faultsOfJsonStat(dataset: any): string[] {
  const faults: string[] = [];
  const must = (isSo: boolean, what: string) => void (isSo || faults.push(what));
  must(
    Object.keys(dataset).every((key) => PROPERTIES.includes(key)),
    'only properties of a dataset',
  );
  must(dataset.version === '2.0' && dataset.class === 'dataset', 'version and class');
  for (const key of ['label', 'source']) must(isText(dataset[key] ?? ''), `${key} is a text`);
  must(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/.test(dataset.updated),
    'updated is a day or an instant',
  );
  must(isListOfTexts(dataset.note ?? []), 'note is a list of different texts');
  must(typeof dataset.extension === 'object', 'extension is an object');

  const { id, size, role, dimension, value, status } = dataset;
  must(isListOfTexts(id), 'ids are different texts');
  must(size.length === id.length && size.every((one: unknown) => Number.isInteger(one)), 'a size for each id');
  must(Object.keys(dimension).join() === id.join(), 'a dimension for each id');
  for (const [kind, ids] of Object.entries<string[]>(role)) {
    must(['time', 'geo', 'metric'].includes(kind) && ids.every((one) => id.includes(one)), `role ${kind}`);
  }
  for (const [place, key] of id.entries()) checkDimension(dimension[key], size[place], key, must);
  for (const key of role.metric ?? [])
    must(size[id.indexOf(key)] === Object.keys(dimension[key].category.unit).length, 'units');

  const places = size.reduce((product: number, one: number) => product * one, 1);
  must(value.length === places, 'a value for each place');
  must(
    value.every((one: unknown) => one === null || Number.isFinite(one)),
    'values are numbers or null',
  );
  for (const [place, one] of Object.entries(status)) must(isPlace(place, places) && isText(one), `status ${place}`);
  return faults;
}

const PROPERTIES =
  'version class href label note link updated source error extension id size role dimension value status'.split(' ');

function checkDimension(
  { category, ...rest }: any,
  size: number,
  at: string,
  must: (isSo: boolean, what: string) => void,
): void {
  must(
    Object.keys(rest).every((key) => ['href', 'label', 'note', 'link', 'extension'].includes(key)),
    `${at}: properties`,
  );
  const { index, label, unit = {}, ...other } = category;
  must(
    Object.keys(other).every((key) => ['note', 'coordinates', 'child'].includes(key)),
    `${at}: properties of the category`,
  );
  must(isListOfTexts(index) && index.length === size, `${at}: as many categories as its size`);
  if (label !== undefined) {
    must(Object.values(label).every(isText), `${at}: labels are texts`);
    must(Object.keys(label).toSorted().join() === [...index].toSorted().join(), `${at}: a label for each category`);
  } else must(size === 0, `${at}: labels`);
  for (const [key, { label: name, decimals = 0, position = 'end' }] of Object.entries<any>(unit)) {
    must(index.includes(key) && isText(name) && Number.isInteger(decimals), `${at}: unit of ${key}`);
    must(['start', 'end'].includes(position), `${at}: position of ${key}`);
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;
}

function isPlace(text: string, places: number): boolean {
  return /^\d+$/.test(text) && Number(text) < places;
}
