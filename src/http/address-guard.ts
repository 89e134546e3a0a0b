import { BlockList, isIP } from 'node:net';

/**
 * What no request of ours may reach although it is IPv4: IANA's special-purpose registry (RFC 6890 and its updates),
 * multicast, and the addresses that clouds give their own services outside of it.
 */
const closedIpv4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);

/**
 * The one part of IPv6 that is global unicast. Outside of it lie loopback, link-local, unique local and multicast, and also
 * IPv4-mapped (::ffff:0:0/96) and NAT64 (64:ff9b::/96, 64:ff9b:1::/48), which would hide an IPv4 address.
 */
const openIpv6 = blockList('ipv6', [['2000::', 3]]);

/** Within it: Teredo, benchmarking and other protocol use, documentation, 6to4, direct delegation. */
const closedIpv6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
]);

// One list per family: a list that holds ::ffff:0:0/96 takes every IPv4 address for a member.
function blockList(family: 'ipv4' | 'ipv6', subnets: [string, number][]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}

/** True for an IP address that belongs to the public internet; false for all else, also for text that is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closedIpv4.check(address, 'ipv4');
  if (family === 6) return openIpv6.check(address, 'ipv6') && !closedIpv6.check(address, 'ipv6');
  return false;
}

/** Where requests may go. */
export interface AllowedHosts {
  /**
   * True for a host that the operator trusts: plain http, private addresses and any port are fine there. `hostname` as
   * `URL` writes it; `port` as a number, the scheme's own if the URL has none.
   */
  allows(hostname: string, port: number): boolean;
  /** True for a port that requests may use on all other hosts. */
  opens(port: number): boolean;
  /** True for an address that other hosts may lead to: public, and in no network that the operator closed. */
  reaches(address: string): boolean;
}

/** Where public hosts serve HTTPS: its own port, and the usual one of a server without the right to use that. */
export const httpsPorts = [443, 8443];

/**
 * The hosts of entries such as `localhost`, `10.0.0.5:8080` or `[::1]:8080`; without a port an entry means every port. All
 * other hosts have to be public, on one of `ports`, and outside of `closed`, networks such as `198.51.100.0/24`. Throws on any other
 * entry.
 */
export function allowHosts(
  entries: readonly string[],
  { ports = httpsPorts, closed = [] }: { ports?: readonly number[]; closed?: readonly string[] } = {},
): AllowedHosts {
  const hosts = new Set(entries.map(normalEntry));
  const networks = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const network of closed) closeNetwork(network, networks);
  return {
    allows: (hostname, port) => hosts.has(hostname) || hosts.has(`${hostname}:${port}`),
    opens: (port) => ports.includes(port),
    reaches(address) {
      const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
      return isPublicAddress(address) && !networks[family].check(address, family);
    },
  };
}

/** Adds a network, or a single address, to the list of its family. */
function closeNetwork(network: string, lists: { ipv4: BlockList; ipv6: BlockList }): void {
  const [address = '', length, more] = network.split('/');
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  const most = family === 'ipv4' ? 32 : 128;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (isIP(address) === 0 || address.includes('%') || !(bits <= most) || more !== undefined) {
    throw new Error(`'${network}' is neither a network such as 198.51.100.0/24 nor an address`);
  }
  lists[family].addSubnet(address, bits, family);
}

function normalEntry(entry: string): string {
  const text = isIP(entry) === 6 ? `[${entry}]` : entry;
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
  if (url === undefined || /[\s/?#@\\]/.test(text) || text.endsWith(':')) {
    throw new Error(`'${entry}' is neither a host nor host:port`);
  }
  // Not `url.port`, which is empty for 80.
  const port = /:(\d+)$/.exec(text.replace(/^\[.*\]/, ''))?.[1];
  return port === undefined ? url.hostname : `${url.hostname}:${Number(port)}`;
}

/** The port that a URL leads to. */
export function portOf(url: { protocol: string; port: string }): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

/** A name as the public DNS can have it: at least two labels, the last of which is no number; maybe with the root's dot. */
const publicName = /^(?=.{4,254}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])\.?$/;

/** Names that it does not have: RFC 6761, 6762, 7686, 8375, 9476, ICANN's `.internal`, and what private networks use all the same. */
const privateName =
  /(^|\.)(localhost|local|internal|home\.arpa|localdomain|invalid|test|onion|alt|lan|home|corp|intranet|private)\.?$/;

/**
 * The URL, if a request of ours may be sent there as far as its text tells: complete, https, without credentials, on an
 * open port, not a private address in any spelling, not a private name; http and private hosts only if allowed. What a
 * public name resolves to is judged when connecting.
 */
export function acceptableUrl(text: string, allowed: AllowedHosts): URL | undefined {
  // URL forgives blanks, backslashes and what cannot be seen; the next reader of the stored text may not.
  if (!/^https?:\/\/[^/\s\\\p{C}][^\s\\\p{C}]*$/iu.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text)) return undefined;
  const port = portOf(url);
  if (allowed.allows(url.hostname, port)) return url;
  if (url.protocol !== 'https:' || !allowed.opens(port)) return undefined;
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0) return allowed.reaches(literal) ? url : undefined;
  return publicName.test(url.hostname) && !privateName.test(url.hostname) ? url : undefined;
}
