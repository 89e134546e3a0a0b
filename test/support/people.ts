import { statement } from '../../src/db/pool.ts';
import type { Visitor } from '../../src/http/route.ts';
import { type Entrance, startSession } from '../../src/sessions/start-session.ts';
import { createUser } from '../../src/users/create.ts';
import type { RoleName } from '../../src/users/schema.ts';
import { type TestDaybook, tuesday } from './server.ts';

/** A user of the account, who has accepted. Returns his id. */
export function person(
  { db }: Pick<TestDaybook, 'db'>,
  accountId: string,
  role_name: RoleName,
  email: string,
): Promise<string> {
  const names = { first_name: 'Erika', last_name: 'Mustermann', email, timezone: 'Europe/Berlin' };
  return db.transaction(accountId, (tx) =>
    createUser(tx, accountId, { ...names, role_name, status: 'active' }, tuesday),
  );
}

/** A session of the user's, as `call` takes it in place of a key. */
export async function cookieOf(
  { db, clock }: Pick<TestDaybook, 'db' | 'clock'>,
  accountId: string,
  userId: string,
  entrance: Partial<Entrance> = {},
): Promise<string> {
  let cookie = '';
  const visitor: Visitor = {
    address: '198.51.100.7',
    userAgent: 'Test',
    cookie: () => undefined,
    setCookie: (name, value) => {
      cookie = `${name}=${value}`;
    },
  };
  const usual = {
    way: 'password',
    secondFactor: true,
    visitor,
    requestId: 'req_0000000000000000',
    now: clock.now,
  } as const;
  await db.transaction(accountId, (tx) => startSession(tx, accountId, userId, { ...usual, ...entrance }));
  return cookie;
}

/** The cookies that an answer sets, by their names: name and value, or an empty value for one that is forgotten. */
export function cookiesOf(headers: Headers): Record<string, string> {
  return Object.fromEntries(headers.getSetCookie().map((line) => [line.split('=')[0]!, line.split(';')[0]!]));
}

const auditOf = statement<{
  action: string;
  actor_kind: string;
  actor_id: string | null;
  object: string;
  object_id: string;
  after: Record<string, unknown> | null;
}>(`select action, actor_kind, actor_id, object, object_id, after from audit_log where account_id = $1 order by id`);

/** The account's audit log, oldest first. */
export function auditLog({ db }: Pick<TestDaybook, 'db'>, accountId: string) {
  return db.system((tx) => tx.rows(auditOf, [accountId]));
}
