/**
 * What `pages.ts` compares a booking page with, in a process of its own: Node's HTTP server that answers every request with the
 * same finished bytes of HTML. No database, no template, no compression.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

process.once('message', ({ html, encoding }: { html: string; encoding: string }) => {
  const body = Buffer.from(html, 'base64');
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': encoding };
  const server = createServer((_, response) => response.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1', () =>
    process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  );
});
