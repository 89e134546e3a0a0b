import type { Hono } from 'hono';
import type { Database } from '../db/pool.ts';
import { findImage } from './store.ts';

/** Serves the pictures of public pages. They are named by their bytes, so that browsers may keep them for ever. */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addImages(app: Hono<any>, db: Database): void {
  app.get('/images/:id', async (context) => {
    const id = context.req.param('id');
    const found = /^[0-9a-f]{64}$/.test(id) ? await db.system((tx) => findImage(tx, id)) : undefined;
    if (found === undefined) return context.notFound();
    return context.body(new Uint8Array(found.bytes), 200, {
      'Content-Type': found.media_type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
  });
}
