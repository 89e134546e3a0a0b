import { statement, type Tx } from '../db/pool.ts';

const ensure = statement(
  `insert into wrong_guesses (name, guesses, last_time) values ($1, 0, $2) on conflict do nothing`,
);
const lock = statement<{ guesses: number; last_time: number }>(
  `select guesses, last_time from wrong_guesses where account_id = '*' and name = $1 for update`,
);

/** How often something was guessed wrong in a row, and when last; nobody else counts it until the transaction ends. */
export async function lockGuesses(tx: Tx, name: Buffer, now: number): Promise<{ guesses: number; last_time: number }> {
  await tx.run(ensure, [name, new Date(now)]);
  return (await tx.one(lock, [name]))!;
}

const count = statement(`update wrong_guesses set guesses = $2, last_time = $3 where account_id = '*' and name = $1`);

/** Writes how often. */
export async function writeGuesses(tx: Tx, name: Buffer, guesses: number, now: number): Promise<void> {
  await tx.run(count, [name, guesses, new Date(now)]);
}

const forget = statement(`delete from wrong_guesses where account_id = '*' and name = $1`);
const giveBack = statement(
  `update wrong_guesses set guesses = greatest(guesses - 1, 0) where account_id = '*' and name = $1`,
);

/** Counts from nothing again. */
export async function forgetGuesses(tx: Tx, name: Buffer): Promise<void> {
  await tx.run(forget, [name]);
}

/** Counts one less: it was none. */
export async function takeBackGuess(tx: Tx, name: Buffer): Promise<void> {
  await tx.run(giveBack, [name]);
}

const forgetOld = statement(`delete from wrong_guesses where last_time < $1`);

/** Forgets all that nobody has guessed at since. */
export async function forgetOldGuesses(tx: Tx, before: number): Promise<void> {
  await tx.run(forgetOld, [new Date(before)]);
}
