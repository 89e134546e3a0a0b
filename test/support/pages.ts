import assert from 'node:assert/strict';
import { setSchedule } from '../../src/availability/set.ts';
import { statement } from '../../src/db/pool.ts';
import { createUser } from '../../src/users/create.ts';
import { type Office, office, type Reply, type TestDaybook, tuesday, wish } from './server.ts';

/** Makes objects of the Classic vocabulary through the API, and books them. */
export interface Classic extends Office {
  /** A user with a schedule from nine to five in New York. */
  person(firstName: string): Promise<string>;
  page(body?: object): Promise<string>;
  eventType(body?: object): Promise<string>;
  pool(body: object): Promise<string>;
  master(body: object): Promise<string>;
  slots(path: string, query?: Record<string, string>): Promise<Reply>;
  book(path: string, start: string | string[], more?: object): Promise<Reply>;
  booking(id: string, expand?: string): Promise<Reply['body']>;
  /** The types of the events about a booking, and what they carry. */
  events(id: string): Promise<{ type: string; data: Reply['body'] }[]>;
}

const eventRows = statement<{ type: string; body_v2: string }>(
  `select type, body_v2 from events where account_id = $1 and subject_id = $2 order by version, creation_time, id`,
);

/** An account of its own on the server. Pages are Andrea's unless they say otherwise. */
export async function classic(server: TestDaybook, name = 'Classic'): Promise<Classic> {
  const made = await office(server.db, { name });
  const { accountId, key, andrea } = made;
  const create = async (noun: string, body: object) => {
    const reply = await server.post(`/v2/${noun}`, body, key);
    assert.equal(reply.status, 201, reply.text);
    return reply.body.id as string;
  };
  const nineToFive = [{ start: 540, end: 1020, locations: [] }];
  const weekly = {
    Monday: nineToFive,
    Tuesday: nineToFive,
    Wednesday: nineToFive,
    Thursday: nineToFive,
    Friday: nineToFive,
  };
  return {
    ...made,
    person: (first_name) =>
      server.db.transaction(accountId, async (tx) => {
        const email = `${first_name.toLowerCase()}@${name.toLowerCase()}.example`;
        const user = { first_name, last_name: 'Hartie', email, role_name: 'Member' as const };
        const id = await createUser(
          tx,
          accountId,
          { ...user, timezone: 'America/New_York', status: 'active' },
          tuesday,
        );
        await setSchedule(tx, accountId, id, { weekly });
        return id;
      }),
    page: (body = {}) =>
      create('booking-pages', {
        name: 'Andrea',
        owner: andrea,
        durations: [30],
        start_minutes: [0, 30],
        spacing_minutes: 30,
        ...body,
      }),
    eventType: (body = {}) =>
      create('event-types', { name: 'Demo', durations: [30], start_minutes: [0, 30], spacing_minutes: 30, ...body }),
    pool: (body) => create('resource-pools', { name: 'Pool', method: 'longest_idle', ...body }),
    master: (body) => create('master-pages', { name: 'Master', ...body }),
    slots: (path, query = {}) => {
      const range = { start_time: '2026-11-25T00:00:00Z', end_time: '2026-11-26T00:00:00Z' };
      return server.get(`/v2/${path}/time-slots?${new URLSearchParams({ ...range, ...query })}`, key);
    },
    book: (path, start, more = {}) => {
      const { start_time: _, ...form } = wish(tuesday);
      return server.post(`/v2/${path}/schedule`, { start_times: [start].flat(), ...form, ...more }, key);
    },
    booking: async (id, expand) => {
      const reply = await server.get(`/v2/bookings/${id}${expand === undefined ? '' : `?expand=${expand}`}`, key);
      assert.equal(reply.status, 200, reply.text);
      return reply.body;
    },
    events: async (id) =>
      (await server.db.read(accountId, (tx) => tx.rows(eventRows, [accountId, id]))).map((row) => ({
        type: row.type,
        data: JSON.parse(row.body_v2).data,
      })),
  };
}
