import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import pg from 'pg';

/** A prepared statement: its text, a name that follows from the text, and the shape of its rows. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  readonly row?: Row;
}

/** Wraps SQL so that each connection parses and plans it once. Call it at module level, or through a memo. */
export function statement<Row = Record<string, never>>(text: string): Statement<Row> {
  return { name: createHash('sha1').update(text).digest('base64url'), text };
}

/**
 * Wraps SQL whose form follows what somebody asked for: it is parsed and planned each time, or every connection would keep each
 * form that anybody ever thought of.
 */
export function unprepared<Row = Record<string, never>>(text: string): Statement<Row> {
  return { name: '', text };
}

/**
 * What a verb or a store function gets to talk to the database with; lives as long as its transaction. Statements that are
 * sent without waiting for each other travel together and run one after another, in the order they were sent: each sees what
 * those before it did.
 */
export interface Tx {
  rows<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
  one<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row | undefined>;
  /** Runs a statement and says how many rows it touched. */
  run(statement: Statement<unknown>, values?: readonly unknown[]): Promise<number>;
  /** Called once the transaction has committed, and never if it has not. */
  afterCommit(action: () => void): void;
}

export interface Database {
  /** Reads of one account, each statement by itself. */
  read<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One transaction of one account. `work` runs again if the database picked it as a deadlock's victim. The audit log ascribes
   * what it changes to `author`, or to the server itself.
   */
  transaction<T>(accountId: string, work: (tx: Tx) => Promise<T>, author?: Author): Promise<T>;
  /** A transaction over all accounts: sign-in, sweeps, deliveries. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** How many connections there are, how many of them have nothing to do, and how many callers wait for one. */
  load(): { open: number; idle: number; waiting: number };
  close(): Promise<void>;
}

/** Who is answerable for a transaction's changes. */
export interface Author {
  kind: 'key' | 'user';
  id: string;
  requestId: string;
  /** When the request came, in epoch milliseconds: the time of its entries in the audit log. */
  now: number;
}

/** The same database, whose transactions are all this author's. */
export function authoredBy(db: Database, author: Author): Database {
  return { ...db, transaction: (accountId, work) => db.transaction(accountId, work, author) };
}

/** The database could not be reached for `patienceMs`; nothing was done. */
export class DatabaseUnavailable extends Error {}

/** What row-level security compares with `account_id`; the star sees every account. */
const everyAccount = '*';

const setAccount = statement(`select set_config('daybook.account', $1, false)`);

// For this transaction alone, so that the connection's next one cannot pass for it.
const setAuthor = statement(`select set_config('daybook.author', $1, true)`);

const timestamptzOid = 1184;
const int8Oid = 20;
const dateOid = 1082;

/** Milliseconds since the epoch of `2026-11-24 06:10:16.123+00`; every session runs in UTC. */
export function parseTimestamp(text: string): number {
  const fraction =
    text.charCodeAt(19) === 46
      ? Number(
          text
            .slice(20, 23)
            .replace(/[^0-9].*/, '')
            .padEnd(3, '0'),
        )
      : 0;
  return Date.UTC(
    Number(text.slice(0, 4)),
    Number(text.slice(5, 7)) - 1,
    Number(text.slice(8, 10)),
    Number(text.slice(11, 13)),
    Number(text.slice(14, 16)),
    Number(text.slice(17, 19)),
    fraction,
  );
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === timestamptzOid) return parseTimestamp;
    if (oid === int8Oid) return Number;
    if (oid === dateOid) return String;
    return pg.types.getTypeParser(oid, format);
  },
};

export type ConnectionSettings =
  | { connectionString: string }
  | { host: string; port: number; user: string; database: string };

/** A connection and the account its row-level security is set to. */
type Client = pg.PoolClient & { account?: string };

/**
 * What every session starts with. Nearly all statements look rows up by their keys. On tables whose statistics are missing or
 * old, which a young database's are, the planner believes that an account has one row and reads all that it has, through a
 * hash, a bitmap or the whole table; measured: 82 deliveries a second instead of 2,400. So these plans are ruled out where an
 * index can serve; a report that is better off with them may switch them on for its transaction. So may it with what pays for
 * long statements alone: help of other processes, and machine code.
 */
const sessionSettings = {
  timezone: 'UTC',
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  max_parallel_workers_per_gather: 0,
  jit: 'off',
};

/** Opens a pool. Connections are made as needed, and made again after the server was away. */
export function openDatabase(
  settings: ConnectionSettings,
  options: { max?: number; patienceMs?: number; onError?: (error: Error) => void } = {},
): Database {
  const patienceMs = options.patienceMs ?? 5000;
  const pool = new pg.Pool({
    ...settings,
    max: options.max ?? 16,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    types: types as pg.CustomTypesConfig,
    // Not in the published types yet.
    ...({ pipeline: true } as object),
    options: Object.entries(sessionSettings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => options.onError?.(error));
  // So would one that breaks while it is lent out; its statement fails with the same error.
  pool.on('connect', (client) => client.on('error', () => {}));

  async function connect(account: string): Promise<Client> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      try {
        const client: Client = await pool.connect();
        if (client.account !== account) {
          delete client.account;
          try {
            await client.query({ name: setAccount.name, text: setAccount.text, values: [account] });
          } catch (error) {
            client.release(true);
            throw error;
          }
          client.account = account;
        }
        return client;
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
        if (performance.now() > deadline)
          throw new DatabaseUnavailable('The database cannot be reached', { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async function inTransaction<T>(account: string, work: (tx: Tx) => Promise<T>, author?: Author): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await connect(account);
      const actions: (() => void)[] = [];
      const failure: Failure = {};
      let broken = false;
      try {
        // Not awaited on its own: a failing BEGIN fails the first statement as well.
        gather(client);
        const begun = client.query('begin');
        begun.catch(() => {});
        if (author !== undefined) {
          const { kind, id, requestId, now } = author;
          const values = [`${kind} ${id} ${requestId} ${now}`];
          client.query({ name: setAuthor.name, text: setAuthor.text, values }).catch(() => {});
        }
        const result = await work(txOf(client, actions, failure));
        const { command } = await client.query('commit');
        // So ends a transaction with a failed statement whose error went unnoticed: nothing was done.
        if (command !== 'COMMIT') throw failure.cause ?? new Error(`The transaction ended with ${command}`);
        for (const action of actions) action();
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {
          broken = true;
        });
        if (!isRetryable(error) || attempt === 4) throw error;
      } finally {
        client.release(broken);
      }
      // Who was waiting wakes up first; taken away again at once, the lock would lead both into the same deadlock.
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 * (1 + Math.random())));
    }
  }

  return {
    async read(accountId, work) {
      const client = await connect(accountId);
      let broken = false;
      try {
        return await work(txOf(client, [], {}));
      } catch (error) {
        broken = isConnectionLoss(error);
        throw error;
      } finally {
        client.release(broken);
      }
    },
    transaction: inTransaction,
    system: (work) => inTransaction(everyAccount, work),
    load: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

/** Lets the statements of one step leave in one write: a write wakes the server, and costs more than what it carries. */
function gather(client: Client): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.cork();
  queueMicrotask(() => stream.uncork());
}

/** What made a transaction fail. */
interface Failure {
  cause?: unknown;
}

/** 25P02: an earlier statement of the transaction has failed. */
const abortedCode = '25P02';

function txOf(client: Client, actions: (() => void)[], failure: Failure): Tx {
  const query = async (s: Statement<unknown>, values: readonly unknown[] = []) => {
    gather(client);
    try {
      return await client.query({ name: s.name, text: s.text, values: values as unknown[] });
    } catch (error) {
      // Of statements that were sent together the first to be heard of need not be the first that failed, which says why.
      if (errorCode(error) !== abortedCode) failure.cause ??= error;
      throw failure.cause ?? error;
    }
  };
  return {
    rows: async <Row>(s: Statement<Row>, values?: readonly unknown[]) => (await query(s, values)).rows as Row[],
    one: async <Row>(s: Statement<Row>, values?: readonly unknown[]) =>
      (await query(s, values)).rows[0] as Row | undefined,
    run: async (s, values) => (await query(s, values)).rowCount ?? 0,
    afterCommit: (action) => actions.push(action),
  };
}

/** The SQLSTATE of a database error, or the system's code of a network error. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** The name of the constraint that refused a row, if one did. */
export function violatedConstraint(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'constraint' in error ? String(error.constraint) : undefined;
}

/** 40001 serialization failure, 40P01 deadlock: the database asks to try again. */
function isRetryable(error: unknown): boolean {
  const code = errorCode(error);
  return code === '40001' || code === '40P01';
}

/** True if the statement, or the lock that it waited for, took longer than a session allows. */
export function isTimeout(error: unknown): boolean {
  const code = errorCode(error);
  return code === '55P03' || code === '57014';
}

/** True if the connection, not the statement, is at fault: the server stops, starts, or is not there. */
export function isConnectionLoss(error: unknown): boolean {
  const code = errorCode(error);
  if (code === undefined)
    return (
      error instanceof Error &&
      /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
    );
  return /^(57P0[123]|08\w{3}|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|EAGAIN|ETIMEDOUT)$/.test(code);
}

/**
 * True if the database has no room for what it was asked to do, no memory, or a disk that fails (classes 53 and 58). A quota and
 * a limit on the size of files have no SQLSTATE of their own: it calls them internal errors.
 */
function lacksResources(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return /^5[38]/.test(code) || (code === 'XX000' && /^could not (extend|write)/.test((error as Error).message));
}

/** True if nothing is wrong with what the database was asked, but it cannot do it at present: whoever asks later will do well. */
export function isOutage(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || isConnectionLoss(error) || isTimeout(error) || lacksResources(error);
}
