import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { type Database, statement, type Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { every, type Running } from '../jobs/every.ts';
import { Problem, problem } from './problem.ts';
import type { Actor } from './route.ts';

/** What goes back to the caller, byte for byte. */
export interface Answer {
  status: number;
  text: string;
  /** True if it was given before, to the same request. */
  replayed?: boolean;
}

/** For how long a repeated request gets the answer of the first. */
const keepMs = 72 * 3_600_000;
const forgetEveryMs = 3_600_000;

/** The key of a request's `Idempotency-Key`, or undefined without one. Refused if it is no printable text of 1 to 255 characters. */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) throw problem('invalid_idempotency_key');
  return header;
}

/** Requests are the same if method, address and body are, to the byte. A user's are his alone: others may not see his answer. */
export function fingerprint(actor: Actor, method: string, address: string, body: string): Buffer {
  const whose = actor.kind === 'user' ? `${actor.id}\n` : '';
  return hash('sha256', `${whose}${method} ${address}\n${body}`, 'buffer');
}

/**
 * Does the work of a request once, however often the request comes. The key is written in the transaction of the work and
 * the answer with it, so that a kill at any moment leaves both or neither; a twin in flight waits for the first and gets
 * its answer. Refusals are kept as well. The same key with another request is refused. With a seal the answer, which may show
 * a secret for the only time, is kept sealed.
 */
export async function once(
  db: Database,
  request: { accountId: string; key: string; print: Buffer; now: number; inV1?: boolean },
  work: (db: Database) => Promise<Answer>,
  seal?: Seal,
): Promise<Answer> {
  const { accountId } = request;
  const keep = (tx: Tx, { status, text }: Answer) => {
    const kept = seal === undefined ? text : seal.seal(text).toString('base64');
    // Not waited for: it leaves with the commit, which fails if it does.
    tx.run(keepAnswer, [accountId, request.key, status, kept]).catch(() => {});
  };
  const replayed = (given: Answer): Answer =>
    seal === undefined ? given : { ...given, text: seal.open(Buffer.from(given.text, 'base64')) };
  try {
    return await db.transaction(accountId, async (tx) => {
      const given = await takeKey(tx, request);
      if (given !== undefined) return replayed(given);
      const answer = await work(within(tx, db));
      keep(tx, answer);
      return answer;
    });
  } catch (error) {
    // Its transaction is rolled back; what is wrong with the key itself is no answer to keep.
    if (!(error instanceof Problem) || error.name === 'idempotency_key_reused') throw error;
    const refusal = {
      status: error.status,
      text: JSON.stringify(request.inV1 === true ? error.bodyV1() : error.body()),
    };
    return db.transaction(accountId, async (tx) => {
      const given = await takeKey(tx, request);
      if (given !== undefined) return replayed(given);
      keep(tx, refusal);
      return refusal;
    });
  }
}

// A row that is old enough to be forgotten counts as none. A twin's uncommitted row makes the insert wait for its end.
const insertKey = statement(
  `insert into idempotency_keys (account_id, key, fingerprint, creation_time) values ($1, $2, $3, $4)
   on conflict (account_id, key) do update set
     fingerprint = excluded.fingerprint, creation_time = excluded.creation_time, status = null, body = null
   where idempotency_keys.creation_time < $5`,
);
const findKey = statement<{ fingerprint: Buffer; status: number; body: string }>(
  `select fingerprint, status, body from idempotency_keys where account_id = $1 and key = $2`,
);
const keepAnswer = statement(`update idempotency_keys set status = $3, body = $4 where account_id = $1 and key = $2`);

/** Makes the key this transaction's, or gives the answer that an earlier request got with it. */
async function takeKey(
  tx: Tx,
  { accountId, key, print, now }: { accountId: string; key: string; print: Buffer; now: number },
): Promise<Answer | undefined> {
  const mine = await tx.run(insertKey, [accountId, key, print, new Date(now), new Date(now - keepMs)]);
  if (mine > 0) return undefined;
  const row = await tx.one(findKey, [accountId, key]);
  if (row === undefined || !row.fingerprint.equals(print)) throw problem('idempotency_key_reused');
  return { status: row.status, text: row.body, replayed: true };
}

/** A database whose transactions are all part of one that is open already. */
function within(tx: Tx, db: Database): Database {
  return { ...db, read: (_, work) => work(tx), transaction: (_, work) => work(tx) };
}

const forget = statement(
  `delete from idempotency_keys where (account_id, key) in (
     select account_id, key from idempotency_keys where creation_time < $1 order by creation_time limit 1000)`,
);

/** Forgets keys that are older than they are kept, for as long as the server runs. */
export function startForgetting(options: { db: Database; log: Logger; clock: () => number }): Running {
  const { db, clock } = options;
  return every(forgetEveryMs, 'idempotency keys', options.log, async () => {
    const before = new Date(clock() - keepMs);
    while ((await db.system((tx) => tx.run(forget, [before]))) === 1000);
  });
}
