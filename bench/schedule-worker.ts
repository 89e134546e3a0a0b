/**
 * The bare clients that `schedule.ts` compares Daybook with, in a process of their own: each sends the statements of one
 * booking after another over a plain `pg` connection, one statement a round trip, as pgbench does. All values are made before.
 */
import pg from 'pg';
import type { SocketSettings } from '../src/db/embedded.ts';
import type { Recorded } from './recorder.ts';
import { type BookingFacts, replayOf } from './replay.ts';

export type WorkerMessage =
  | { do: 'connect'; settings: SocketSettings; options: string; clients: number }
  | { do: 'prepare'; recorded: Recorded[]; of: BookingFacts; others: BookingFacts[] }
  | { do: 'run'; seconds: number };

let clients: pg.Client[] = [];
let transactions: Recorded[][] = [];

process.on('message', async (message: WorkerMessage) => {
  switch (message.do) {
    case 'connect':
      await Promise.all(clients.map((client) => client.end()));
      clients = Array.from(
        { length: message.clients },
        () => new pg.Client({ ...message.settings, options: message.options }),
      );
      await Promise.all(clients.map((client) => client.connect()));
      process.send!('connected');
      break;
    case 'prepare':
      transactions = message.others.map(replayOf(message.recorded, message.of));
      process.send!('prepared');
      break;
    case 'run':
      process.send!(await run(message.seconds));
  }
});

/** Transactions per second. */
async function run(seconds: number): Promise<number> {
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let done = 0;
  const work = async (client: pg.Client) => {
    while (performance.now() < end) {
      const transaction = transactions.pop();
      if (transaction === undefined) throw new Error('not enough bookings were prepared');
      await client.query('begin');
      for (const statement of transaction) await client.query(statement);
      await client.query('commit');
      done++;
    }
  };
  await Promise.all(clients.map(work));
  return (done * 1000) / (performance.now() - begin);
}
