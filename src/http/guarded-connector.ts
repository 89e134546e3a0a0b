import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AllowedHosts, portOf } from './address-guard.ts';
import { capReplies } from './cap-replies.ts';
import { lookUpNames, type NameLookup } from './name-lookup.ts';

/** The host leads to an address that no request of ours may reach. */
export class BlockedAddress extends Error {}

/** Where a connection may lead. */
export interface GuardOptions {
  allowed: AllowedHosts;
  /** How the names of public hosts are resolved; by the system's name servers if left out. */
  lookup?: NameLookup | undefined;
}

const connectLimitMs = 10_000;

/** How long each address of a name is tried while there is another one; long enough for a lost packet to be sent again. */
const addressLimitMs = 2000;

/** No more addresses of a name are tried: whoever names a thousand makes us knock at a thousand doors. */
const mostAddresses = 8;

/** An answer's head, the body that is kept, and what was on its way when the reader stopped, are far less. */
const replyLimitBytes = 1_048_576;

/**
 * Connects only to public addresses on open ports over TLS, except on allowed hosts. The guard stands here because an
 * address in a URL is never looked up, and because a name must not be looked up twice: the addresses that were judged are
 * the ones connected to.
 */
export function guardedConnector(options: GuardOptions): buildConnector.connector {
  const { allowed } = options;
  const base = { timeout: connectLimitMs, allowH2: false, autoSelectFamilyAttemptTimeout: addressLimitMs };
  const find = options.lookup ?? lookUpNames();
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    find(hostname, { all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const first = addresses[0];
      if (first === undefined || !addresses.every(({ address }) => allowed.reaches(address))) {
        return callback(blocked(hostname), []);
      }
      return all === true
        ? callback(null, addresses.slice(0, mostAddresses))
        : callback(null, first.address, first.family);
    });
  };
  const guarded = buildConnector({ ...base, lookup });
  const trusting = buildConnector(base);
  return (target, callback) => {
    const capped: buildConnector.Callback = (...result) =>
      result[0] === null ? callback(null, capReplies(result[1], replyLimitBytes)) : callback(...result);
    const literal = target.hostname.replace(/^\[(.*)\]$/, '$1');
    const host = isIP(literal) === 6 ? `[${literal}]` : literal;
    const port = portOf(target);
    if (allowed.allows(host, port)) return trusting(target, capped);
    const closed = target.protocol !== 'https:' || !allowed.opens(port);
    if (closed || (isIP(literal) !== 0 && !allowed.reaches(literal))) return callback(blocked(host), null);
    return guarded(target, capped);
  };
}

/** Says nothing of the address: that would tell strangers what our DNS knows. */
export function blocked(hostname: string): BlockedAddress {
  return new BlockedAddress(`${hostname} does not lead to a public address over https on an open port`);
}
