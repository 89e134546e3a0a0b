import { DaybookError } from './error.ts';

/** How to reach a Daybook. */
export interface DaybookOptions {
  /** Left out by what runs in a page of the server itself, where the cookie of whoever signed in is enough. */
  apiKey?: string | undefined;
  /** The server's address without `/v2`, such as `https://daybook.example.com`. */
  baseUrl: string;
  /** How often a request is sent again that may be; 4 if left out. */
  retries?: number;
  /** How long to wait for an answer, in milliseconds; 30,000 if left out. */
  timeoutMs?: number;
  /** Sent with every request. */
  headers?: Record<string, string>;
  fetch?: typeof fetch;
  /** Waits so many milliseconds before a request is sent again. */
  wait?: (ms: number) => Promise<void>;
}

/** What every call takes besides its own parameters. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** What calls take that make or change something. */
export interface ChangeOptions extends CallOptions {
  /** Calls with the same key have their effect once, for 72 hours. One is made up for each call that has none. */
  idempotencyKey?: string | undefined;
}

/** A page of a list. */
export interface List<Item> {
  object: 'list';
  data: Item[];
  has_more: boolean;
}

interface Call {
  body?: unknown;
  /** Parameters of the query, and beside them the options of the call. */
  options?: object;
  /** True if the operation takes an `Idempotency-Key`. */
  keyed?: boolean;
}

interface Answer {
  response: Response;
  text: string;
}

const waitFor = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Sends calls to the API, again where that is safe, and reads what it answers. */
export class Transport {
  readonly #options: DaybookOptions;
  readonly #base: string;

  constructor(options: DaybookOptions) {
    this.#options = options;
    this.#base = options.baseUrl.replace(/\/+$/, '');
  }

  /** The answer of one call. Throws a DaybookError for a refusal, and what `fetch` throws if there is no answer. */
  async send<Reply>(method: string, path: string, call: Call): Promise<Reply> {
    const { reply } = await this.#exchange(method, path, call);
    return reply as Reply;
  }

  /** Every object of a list, over all its pages. */
  async *each<Item>(path: string, options: object): AsyncGenerator<Item, void, undefined> {
    let page: object | undefined = options;
    while (page !== undefined) {
      const { reply, next } = await this.#exchange('GET', path, { options: page });
      yield* (reply as List<Item>).data;
      const { signal } = options as CallOptions;
      page = next === undefined ? undefined : { ...next, signal };
    }
  }

  async #exchange(method: string, path: string, { body, options = {}, keyed = false }: Call) {
    const { signal, idempotencyKey, ...query } = options as ChangeOptions & Record<string, unknown>;
    const key = keyed ? (idempotencyKey ?? crypto.randomUUID()) : undefined;
    const url = new URL(this.#base + path);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    const headers: Record<string, string> = { ...this.#options.headers, Accept: 'application/json' };
    if (this.#options.apiKey !== undefined) headers['API-Key'] = this.#options.apiKey;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (key !== undefined) headers['Idempotency-Key'] = key;

    const safe = key !== undefined || method === 'GET' || method === 'DELETE';
    const { response, text } = await this.#persist(safe, signal, async () => {
      const patience = AbortSignal.timeout(this.#options.timeoutMs ?? 30_000);
      const response = await (this.#options.fetch ?? fetch)(url, {
        method,
        headers,
        redirect: 'error',
        signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { response, text: await response.text() };
    });
    if (!response.ok) throw refusal(response, text);
    return { reply: JSON.parse(text) as unknown, next: nextPage(response) };
  }

  /** Asks until there is an answer to keep. What was refused for its rate had no effect; anything else is sent again only if `safe`, and if the caller has not given up. */
  async #persist(safe: boolean, signal: AbortSignal | undefined, ask: () => Promise<Answer>): Promise<Answer> {
    const { retries = 4, wait = waitFor } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= retries;
      const delayMs = 250 * 2 ** attempt * (1 + Math.random());
      try {
        const answer = await ask();
        const { status, headers } = answer.response;
        if (last || !(status === 429 || (safe && status === 503))) return answer;
        const seconds = Number(headers.get('retry-after') ?? Number.NaN);
        await wait(Number.isFinite(seconds) ? seconds * 1000 : delayMs);
      } catch (error) {
        if (last || !safe || signal?.aborted === true) throw error;
        await wait(delayMs);
      }
    }
  }
}

function refusal(response: Response, text: string): DaybookError {
  let answer = {};
  try {
    answer = JSON.parse(text);
  } catch {
    // Something between client and server answered in its own way; the status says what can be said.
  }
  return new DaybookError(response.status, answer, response.headers.get('request-id') ?? undefined);
}

/** The query of the page that follows. Its path is known already, and its origin may be one that only the server sees. */
function nextPage(response: Response): Record<string, string> | undefined {
  const next = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  return next === undefined ? undefined : Object.fromEntries(new URL(next).searchParams);
}
