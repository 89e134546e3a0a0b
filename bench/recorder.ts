import type { Statement, Tx } from '../src/db/pool.ts';

/** A statement as the product sent it. */
export interface Recorded {
  name: string;
  text: string;
  values: unknown[];
}

/** The same transaction; what goes through it is also noted in `into`. */
export function recording(tx: Tx, into: Recorded[]): Tx {
  const note = (s: Statement<unknown>, values: readonly unknown[] = []) =>
    into.push({ name: s.name, text: s.text, values: [...values] });
  return {
    rows(s, values) {
      note(s, values);
      return tx.rows(s, values);
    },
    one(s, values) {
      note(s, values);
      return tx.one(s, values);
    },
    run(s, values) {
      note(s, values);
      return tx.run(s, values);
    },
    afterCommit: (action) => tx.afterCommit(action),
  };
}
