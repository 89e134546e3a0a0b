import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Database } from '../db/pool.ts';
import type { ProblemName } from './problem.ts';

export type Role = 'Account Owner' | 'Administrator' | 'Team Manager' | 'Member';

/** For whom a request acts: for the account itself, as its administrator, or for one of its users, as his role permits. */
export type Actor = { kind: 'key'; id: string } | { kind: 'user'; id: string; role: Role };

/** Who is asking: the account, what opened it, and who acts in it. */
export interface Caller {
  accountId: string;
  accountEmail: string;
  /** An API key, or the session of somebody who signed in. */
  through: { kind: 'key' | 'session'; id: string };
  actor: Actor;
}

/** A caller who has signed in: always one of the account's users. */
export interface SignedIn extends Caller {
  actor: Extract<Actor, { kind: 'user' }>;
}

/** Where a request comes from, for what concerns people's sign-in. */
export interface Visitor {
  address: string;
  /** What the browser calls itself, cut to 300 characters. */
  userAgent: string;
  cookie(name: string): string | undefined;
  /** Keeps a value in the browser, for scripts unreadable, for so many seconds; for none it is forgotten. */
  setCookie(name: string, value: string, seconds: number): void;
}

/**
 * How far a role reaches with an operation: to everybody's objects; to those of the user and of the members of teams that he
 * manages; to his own; or not at all.
 */
export type Reach = 'all' | 'team' | 'own' | 'none';

/**
 * What the path's `{id}` names, for operations that do not reach everybody's; API v1 calls calendars pages as well. A member sees and books his teams' calendars; the
 * settings are his only of those that he hosts himself.
 */
export type Subject =
  | 'attachment'
  | 'booking'
  | 'booking_calendar'
  | 'booking_page'
  | 'calendar_settings'
  | 'contact'
  | 'conversation'
  | 'hold'
  | 'link'
  | 'page_in_v1'
  | 'saved_view'
  | 'user';

/** What a handler works with besides its input. */
export interface Context {
  caller: Caller;
  /** Ids of the users and teams whose objects the caller reaches; undefined if he reaches everybody's. */
  within: readonly string[] | undefined;
  db: Database;
  /** Milliseconds since the epoch; the only clock a handler may read. */
  now: number;
  /** Origin of every link that an answer holds, without a slash at the end. */
  baseUrl: string;
  requestId: string;
  log: Logger;
  /** Where links of a list answer go: filled by `listReply`, sent as the `Link` header. */
  links: { next?: string; previous?: string };
  /** The request's own path and query, for those links. */
  url: URL;
  visitor: Visitor;
}

/** The same where nobody needs to be known yet. Such operations see all accounts, and have to look for the right one. */
export type OpenContext = Omit<Context, 'caller' | 'within'>;

/** The same for operations of people on their own sign-in. */
export type PersonalContext = Context & { caller: SignedIn };

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** One operation of the API: what it takes, what it answers, and how it can be refused. All of it ends up in the OpenAPI document. */
export interface Route<
  Path extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Reply extends z.ZodType = z.ZodType,
  Given = Context,
> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `{name}` for path parameters, as OpenAPI writes them. */
  path: string;
  id: string;
  tag: string;
  summary: string;
  description?: string;
  params?: Path;
  query?: Query;
  body?: Body;
  /** A body that has the right shape, for the document and for tests. Every route with a body has one. */
  example?: Record<string, unknown>;
  /** True if the body may be left out. */
  bodyOptional?: boolean;
  status?: 200 | 201;
  reply: Reply;
  problems: readonly ProblemName[];
  /** True for what is there only for programs that were written for it, as API v1 is. */
  deprecated?: boolean;
  /** True for what OnceHub's API does not have. */
  extension?: boolean;
  /** True if the answer shows a secret. */
  showsSecret?: boolean;
  /** True if it waits for other servers, which nothing may do within a transaction. */
  reachesOut?: boolean;
  /**
   * `anybody`: it needs neither key nor session. `people`: it is about the sign-in of who asks, so that no API key will do.
   */
  audience?: 'anybody' | 'people';
  /**
   * What the lower roles may do with it. An operation that says nothing is the account owner's and the administrators' alone.
   * `of` says what the path's `{id}` names, if a role does not reach all of them.
   */
  reach?: { teamManager: Reach; member: Reach; of?: Subject };
  handle(
    input: { params: Parsed<Path>; query: Parsed<Query>; body: Parsed<Body> },
    context: Given,
  ): Promise<z.input<Reply>>;
}

/**
 * True if a client may send the operation again with the same `Idempotency-Key`: it makes or changes something, and does so in
 * one transaction with the key. What people do with their own sign-in waits for slow hashes and is repeated by no program.
 */
export function canRepeat(route: Pick<Route, 'method' | 'reachesOut' | 'audience'>): boolean {
  const changes = route.method === 'POST' || route.method === 'PATCH';
  return changes && route.reachesOut !== true && route.audience === undefined;
}

/** Gives a route value its types. */
export function route<
  Path extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Reply extends z.ZodType = z.ZodType,
>(value: Route<Path, Query, Body, Reply>): Route {
  return value as unknown as Route;
}

/** The same for an operation that needs neither key nor session. */
export function openRoute<
  Path extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Reply extends z.ZodType = z.ZodType,
>(value: Omit<Route<Path, Query, Body, Reply, OpenContext>, 'audience' | 'reach'>): Route {
  return { ...value, audience: 'anybody', reach: { teamManager: 'all', member: 'all' } } as unknown as Route;
}

/** The same for an operation of people on their own sign-in, whatever their role. */
export function personalRoute<
  Path extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Reply extends z.ZodType = z.ZodType,
>(value: Omit<Route<Path, Query, Body, Reply, PersonalContext>, 'audience' | 'reach'>): Route {
  return { ...value, audience: 'people', reach: { teamManager: 'all', member: 'all' } } as unknown as Route;
}
