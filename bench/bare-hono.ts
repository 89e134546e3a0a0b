/**
 * What `reads.ts` compares Daybook with, in a process of its own: Hono on its Node server, whose handlers run given
 * statements on a plain `pg` pool and answer their rows as JSON. No key, no checks, no shape.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import type { SocketSettings } from '../src/db/embedded.ts';
import type { Recorded } from './recorder.ts';

/** What it is started with. */
export interface BareSettings {
  settings: SocketSettings;
  options: string;
  connections: number;
  paths: { path: string; statements: Recorded[] }[];
}

process.once('message', ({ settings, options, connections, paths }: BareSettings) => {
  const pool = new pg.Pool({ ...settings, max: connections, options });
  const app = new Hono();
  for (const { path, statements } of paths) {
    app.get(path, async (c) => {
      const client = await pool.connect();
      try {
        let rows: unknown[] = [];
        for (const statement of statements) ({ rows } = await client.query(statement));
        return c.json(rows);
      } finally {
        client.release();
      }
    });
  }
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
    process.send!({ url: `http://127.0.0.1:${port}` }),
  );
});
