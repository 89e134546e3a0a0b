import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

/** A website of somebody else: another origin than the server's, on the loopback as well. */
export interface Website {
  origin: string;
  /** Shows this HTML under a path from now on, and returns its address. */
  show(path: string, body: string): string;
  /** The queries with which a path was asked for, in order. */
  queries(path: string): string[];
}

/** Starts a website that ends with the test file. */
export async function startWebsite(): Promise<Website> {
  const pages = new Map<string, string>();
  const asked: { path: string; query: string }[] = [];
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url!, 'http://localhost');
    asked.push({ path: pathname, query: search.slice(1) });
    const body = pages.get(pathname);
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    const frame =
      '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">';
    response.end(`${frame}<title>A website</title><link rel="icon" href="data:,">${body ?? 'Nothing here'}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    show(path, body) {
      pages.set(path, body);
      return origin + path;
    },
    queries: (path) => asked.filter((each) => each.path === path).map((each) => each.query),
  };
}
