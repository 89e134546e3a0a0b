import { Agent, fetch } from 'undici';
import { acceptableUrl } from './address-guard.ts';
import { blocked, type GuardOptions, guardedConnector } from './guarded-connector.ts';

const timeLimitMs = 10_000;

/** What is asked of another server. */
export interface GuardedRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/**
 * `fetch` for libraries that speak to servers whose addresses other people chose: guarded as every request of ours, within ten
 * seconds, and following no redirect.
 */
export function guardedFetch(options: GuardOptions): (url: string, request: GuardedRequest) => Promise<Response> {
  const connect = guardedConnector(options);
  return async (text, { method = 'GET', headers = {}, body }) => {
    const url = acceptableUrl(text, options.allowed);
    if (url === undefined) throw blocked('The URL');
    // An agent for a request: whatever the other server does to its connection ends with it.
    const dispatcher = new Agent({ connect });
    try {
      const signal = AbortSignal.timeout(timeLimitMs);
      const payload = body === undefined || body === null ? {} : { body: String(body) };
      const answer = await fetch(url, { method, headers, ...payload, redirect: 'manual', signal, dispatcher });
      const bytes = await answer.arrayBuffer();
      return new Response(bytes.byteLength === 0 ? null : bytes, {
        status: answer.status,
        headers: [...answer.headers],
      });
    } finally {
      await dispatcher.destroy();
    }
  };
}
