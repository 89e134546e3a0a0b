import { locale } from '../../core/words.ts';
import type { Cell } from './cells.ts';

const time = new Intl.DateTimeFormat(locale, {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** Where a comma divides a number's whole from its parts, spreadsheets expect a semicolon between cells. */
const separator = new Intl.NumberFormat(locale)
  .formatToParts(1.5)
  .some(({ type, value }) => type === 'decimal' && value === ',')
  ? ';'
  : ',';

/** A comma or a narrow space within a time keeps spreadsheets from seeing one. */
function timeText(wall: number): string {
  return time.format(wall).replace(',', '').replaceAll(/\s/g, ' ');
}

/**
 * A cell of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it: what guests write
 * into forms is never calculated.
 */
export function csvCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell).replace('.', separator === ';' ? ',' : '.');
  if (typeof cell !== 'string') return timeText(cell.wall);
  const harmless = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /["\r\n,;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(separator)}\r\n`;
}

/** A file of such lines, with the mark by which spreadsheets know UTF-8. */
export function csvFile(lines: string[]): Blob {
  return new Blob(['\uFEFF', ...lines], { type: 'text/csv;charset=utf-8' });
}
