import papaparse from 'papaparse';
import { problem } from '../http/problem.ts';
import { importFields } from './schema.ts';

/** A file as rows of the fields that its columns fill; cells are trimmed, blank ones left out. */
export interface ImportTable {
  /** Column by column; null for those that fill nothing. */
  columns: Record<string, string | null>;
  rows: Record<string, string>[];
}

/** More rows than this are another file. */
const mostRows = 5000;

/** What else people call fields, in small letters without what is no letter. */
const alsoCalled: Record<string, (typeof importFields)[number]> = {
  mail: 'email',
  emailaddress: 'email',
  mobile: 'mobile_phone',
  cell: 'mobile_phone',
  cellphone: 'mobile_phone',
  telephone: 'phone',
  firstname: 'first_name',
  givenname: 'first_name',
  lastname: 'last_name',
  surname: 'last_name',
  familyname: 'last_name',
  title: 'job_title',
  organization: 'company',
  zip: 'post_code',
  zipcode: 'post_code',
  postalcode: 'post_code',
  street: 'street_address',
  address: 'street_address',
};

/** Reads a CSV file's text. `wanted` says which field a column fills; the others are found by their names. */
export function readCsv(csv: string, wanted: Readonly<Record<string, string | null>>): ImportTable {
  const { data, errors } = papaparse.parse<string[]>(csv.replace(/^\ufeff/, ''), {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
  });
  // A file of one column has no separator to find, which is no fault.
  const fault = errors.find(({ type }) => type !== 'Delimiter');
  if (fault !== undefined) throw problem('csv_unreadable', { value: `${fault.message} (row ${(fault.row ?? 0) + 1})` });
  const [head = [], ...rows] = data;
  if (rows.length === 0) throw problem('csv_unreadable', { value: 'It has no row below the names of its columns.' });
  if (rows.length > mostRows) throw problem('csv_unreadable', { value: `It has more than ${mostRows} rows.` });
  const names = head.map((name) => name.trim());
  const absent = Object.keys(wanted).find((name) => !names.includes(name));
  if (absent !== undefined) throw problem('csv_unreadable', { value: `It has no column '${absent}'.` });
  const fields = names.map((name) => (Object.hasOwn(wanted, name) ? wanted[name]! : fieldCalled(name)));
  const twice = fields.find((field, i) => field !== null && fields.indexOf(field) !== i);
  if (twice !== undefined) throw problem('csv_unreadable', { value: `Two columns fill ${twice}.` });
  return {
    columns: Object.fromEntries(names.map((name, i) => [name, fields[i]!])),
    rows: rows.map((cells) =>
      Object.fromEntries(
        fields.flatMap((field, i) => (field === null || !cells[i]?.trim() ? [] : [[field, cells[i].trim()]])),
      ),
    ),
  };
}

function fieldCalled(name: string): string | null {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, '');
  return importFields.find((field) => field.replaceAll('_', '') === plain) ?? alsoCalled[plain] ?? null;
}
