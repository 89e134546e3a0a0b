import type { z } from 'zod';
import type { Tx } from '../db/pool.ts';
import { parseInput } from '../http/parse-input.ts';
import { parsePhone } from '../http/phone.ts';
import { Problem, problem } from '../http/problem.ts';
import { requireUser } from '../users/require.ts';
import { changeContact } from './change.ts';
import { createContact } from './create.ts';
import { readCsv } from './read-csv.ts';
import {
  contactChange,
  type contactImport,
  customFieldOf,
  type ImportBody,
  type ImportedRow,
  newContact,
} from './schema.ts';
import { addContactFields, findByIdentity } from './store.ts';

type Cells = Record<string, string>;

/**
 * Reads contacts out of a CSV file: a row makes a contact, changes the one that has its e-mail address or its mobile phone, or is left
 * out and says why. Blank cells change nothing. A rehearsal decides the same and writes nothing.
 */
export async function importContacts(
  tx: Tx,
  accountId: string,
  { csv, columns: wanted, existing, dry_run }: ImportBody,
  now: number,
): Promise<z.input<typeof contactImport>> {
  const { columns, rows } = readCsv(csv, wanted);
  const identities = rows.map(identityOf);
  const emails = identities.flatMap(({ email }) => email ?? []);
  const phones = identities.flatMap(({ phone }) => phone ?? []);
  const known = await findByIdentity(tx, accountId, emails, phones);
  const custom = Object.values(columns).flatMap((field) => customFieldOf(field ?? '') ?? []);
  if (!dry_run) await addContactFields(tx, accountId, custom, new Date(now));
  const seen = new Set<string>();
  const done: ImportedRow[] = [];
  for (const [i, cells] of rows.entries()) {
    const { email, phone } = identities[i]!;
    try {
      for (const identity of [email, phone]) {
        if (identity === undefined) continue;
        if (seen.has(identity))
          throw problem('contact_exists', { value: identity, param: identity === email ? 'email' : 'mobile_phone' });
        seen.add(identity);
      }
      const id = known.get(email ?? '') ?? known.get(phone ?? '');
      done.push({
        row: i + 2,
        error: null,
        ...(await importRow(tx, accountId, cells, { id, existing, dry_run, now })),
      });
    } catch (error) {
      // Somebody made the same contact at this very moment, and the database has given up on the transaction.
      if (!(error instanceof Problem) || error.cause !== undefined) throw error;
      done.push({
        row: i + 2,
        action: 'refused',
        contact: null,
        error: { message: error.message, param: error.param ?? null },
      });
    }
  }
  const count = (action: ImportedRow['action']) => done.filter((each) => each.action === action).length;
  return {
    object: 'contact_import',
    dry_run,
    columns,
    created: count('created'),
    updated: count('updated'),
    skipped: count('skipped'),
    refused: count('refused'),
    rows: done,
  };
}

/** Does what a row asks for, or says what it would do. */
async function importRow(
  tx: Tx,
  accountId: string,
  cells: Cells,
  {
    id,
    existing,
    dry_run,
    now,
  }: { id: string | undefined; existing: ImportBody['existing']; dry_run: boolean; now: number },
): Promise<Pick<ImportedRow, 'action' | 'contact'>> {
  if (id !== undefined && existing === 'skip') return { action: 'skipped', contact: id };
  const { email, mobile_phone, ...rest } = fieldsOf(cells);
  if (rest.owner !== undefined) await requireUser(tx, accountId, rest.owner as string, 'owner');
  if (id === undefined) {
    const wanted = parseInput(newContact, { email, mobile_phone, ...rest }, 'POST');
    return { action: 'created', contact: dry_run ? null : (await createContact(tx, accountId, wanted, now)).id };
  }
  if (Object.keys(rest).length === 0) return { action: 'skipped', contact: id };
  const change = parseInput(contactChange, rest, 'PATCH');
  if (!dry_run) await changeContact(tx, accountId, id, change, now);
  return { action: 'updated', contact: id };
}

/** A row's cells as a body of the API would have them. */
function fieldsOf(cells: Cells): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  const custom_fields: { name: string; value: string }[] = [];
  for (const [field, text] of Object.entries(cells)) {
    const name = customFieldOf(field);
    if (name === undefined) plain[field] = readCell(field, text);
    else custom_fields.push({ name, value: text });
  }
  return custom_fields.length === 0 ? plain : { ...plain, custom_fields };
}

function readCell(field: string, text: string): unknown {
  if (field === 'employees') return /^\d+$/.test(text) ? Number(text) : text;
  if (field !== 'has_consent' && field !== 'terms_of_service') return text;
  const said = text.toLowerCase();
  return ['true', 'yes', '1', 'x'].includes(said) ? true : ['false', 'no', '0'].includes(said) ? false : text;
}

/** What a contact is known by (contract 6.16), as it is kept; what cannot be read is found out when the row's turn comes. */
function identityOf({ email, mobile_phone }: Cells): { email?: string; phone?: string } {
  const phone = mobile_phone === undefined ? undefined : parsePhone(mobile_phone);
  return { ...(email === undefined ? {} : { email: email.toLowerCase() }), ...(phone === undefined ? {} : { phone }) };
}
