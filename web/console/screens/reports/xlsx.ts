import type { Cell } from './cells.ts';

/** No sheet of Excel holds more. */
export const mostExcelRows = 1_048_576;

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  );
}

/** Days since the day that Excel counts from. */
const serialOf = (wall: number) => wall / 86_400_000 + 25_569;

function excelCell(cell: Cell): string {
  if (cell === undefined) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell !== 'string') return `<c s="1"><v>${serialOf(cell.wall)}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, 32_767))}</t></is></c>`;
}

/** A row of a sheet: texts as texts, which are never calculated, numbers as numbers, times as times. */
export function excelRow(cells: readonly Cell[]): string {
  return `<row>${cells.map(excelCell).join('')}</row>`;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook that are the same in all of them (ECMA-376). Format 22 is a date with its time, as the reader's system writes it. */
const parts = {
  '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kinds}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/></Types>`,
  '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

/** A workbook with one sheet of these rows. `name` is the sheet's, of at most 31 letters. */
export async function excelFile(name: string, rows: readonly string[], columns: number): Promise<Blob> {
  const sheet = name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
  const files: Record<string, readonly string[]> = {
    ...Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, [text]])),
    'xl/workbook.xml': [
      `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheet).replaceAll('"', '&quot;')}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    'xl/worksheets/sheet1.xml': [
      `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="22" customWidth="1"/></cols><sheetData>`,
      ...rows,
      '</sheetData></worksheet>',
    ],
  };
  return zipped(files, `${kinds}.sheet`);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** An archive of these texts (PKWARE's APPNOTE), each compressed by the browser. */
async function zipped(files: Record<string, readonly string[]>, type: string): Promise<Blob> {
  const pieces: (Uint8Array<ArrayBuffer> | Blob)[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const plain = new Uint8Array(await new Blob([...text]).arrayBuffer());
    const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const packed = await new Response(stream).blob();
    const name = new TextEncoder().encode(path) as Uint8Array<ArrayBuffer>;
    const about = [20, 0x0800, 8, 0, 0x21, crcOf(plain), packed.size, plain.length, name.length, 0];
    const widths = [2, 2, 2, 2, 2, 4, 4, 4, 2, 2];
    const local = fields([0x04034b50, ...about], [4, ...widths]);
    pieces.push(local, name, packed);
    directory.push(fields([0x02014b50, 20, ...about, 0, 0, 0, 0, offset], [4, 2, ...widths, 2, 2, 2, 4, 4]), name);
    offset += local.length + name.length + packed.size;
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0);
  const count = Object.keys(files).length;
  const end = fields([0x06054b50, 0, 0, count, count, size, offset, 0], [4, 2, 2, 2, 2, 4, 4, 2]);
  return new Blob([...pieces, ...directory, end], { type });
}

/** Numbers one after the other, each of so many bytes, the least first. */
function fields(values: readonly number[], widths: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(widths.reduce((sum, width) => sum + width, 0)));
  let at = 0;
  for (const [i, value] of values.entries()) {
    if (widths[i] === 4) bytes.setUint32(at, value, true);
    else bytes.setUint16(at, value, true);
    at += widths[i]!;
  }
  return new Uint8Array(bytes.buffer);
}
