import type { Hono } from 'hono';
import { type Asset, sendByName } from '../http/assets.ts';

/** Paths of the script that websites load to show pages: our own, and those of OnceHub's two products (contract 12.5). */
const paths = ['/embed.js', '/cal/embed.js', '/mergedjs/so.js'];

/** Serves the embed script under every address that websites know it by. */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addEmbed(app: Hono<any>, script: Asset): void {
  for (const path of paths) app.get(path, (c) => sendByName(c, script));
}
