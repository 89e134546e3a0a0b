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

/** Which hosts the operator trusts: plain http and private addresses are fine there. */
export interface AllowedHosts {
  /** `hostname` as `URL` writes it; `port` as a number, the scheme's own if the URL has none. */
  allows(hostname: string, port: number): boolean;
}

/** The hosts of entries such as `localhost`, `10.0.0.5:8080` or `[::1]:8080`. Without a port an entry means every port. Throws on any other. */
export function allowHosts(entries: readonly string[]): AllowedHosts {
  const hosts = new Set(entries.map(normalEntry));
  return { allows: (hostname, port) => hosts.has(hostname) || hosts.has(`${hostname}:${port}`) };
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

/** Names that the public DNS does not have: RFC 6761, 6762, 8375 and ICANN's `.internal`; also names without a dot. */
const privateName = /^[^.]+\.?$|(^|\.)(localhost|local|internal|home\.arpa|localdomain|invalid|test)\.?$/;

/**
 * The URL, if a request of ours may be sent there as far as its text tells: complete, https, without credentials, not a
 * private address in any spelling, not a private name; http and private hosts only if allowed. What a public name
 * resolves to is judged when connecting.
 */
export function acceptableUrl(text: string, allowed: AllowedHosts): URL | undefined {
  // URL forgives blanks and backslashes; the next reader of the stored text may not.
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text)) return undefined;
  if (allowed.allows(url.hostname, portOf(url))) return url;
  if (url.protocol !== 'https:') return undefined;
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0) return isPublicAddress(literal) ? url : undefined;
  return privateName.test(url.hostname) ? undefined : url;
}
