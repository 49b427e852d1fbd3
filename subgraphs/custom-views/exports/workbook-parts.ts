import { escaped, XML } from './spreadsheet-xml.ts';
import { stylesXml } from './workbook-styles.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Where a sheet stands in the package, by its place from 1. */
export function sheetPath(place: number): string {
  return `xl/worksheets/sheet${place}.xml`;
}

/** Everything of a workbook but its sheets, by path. */
export function workbookParts(sheetNames: readonly string[]): ReadonlyMap<string, string> {
  const places = sheetNames.map((_name, index) => index + 1);
  const stylesId = `rId${places.length + 1}`;
  return new Map([
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
        places
          .map((place) => `<Override PartName="/${sheetPath(place)}" ContentType="${TYPE}.worksheet+xml"/>`)
          .join('') +
        '</Types>',
    ],
    ['_rels/.rels', relationships([relationship('rId1', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${DOCUMENT}"><sheets>` +
        places
          .map((place) => `<sheet name="${escaped(sheetNames[place - 1]!)}" sheetId="${place}" r:id="rId${place}"/>`)
          .join('') +
        '</sheets></workbook>',
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...places.map((place) => relationship(`rId${place}`, 'worksheet', `worksheets/sheet${place}.xml`)),
        relationship(stylesId, 'styles', 'styles.xml'),
      ]),
    ],
    ['xl/styles.xml', stylesXml()],
  ]);
}

function relationships(each: readonly string[]): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function relationship(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${DOCUMENT}/${kind}" Target="${target}"/>`;
}
