import { type LookupAddress, Resolver } from 'node:dns';

/** Gives all addresses of a name, as `dns.lookup` does. */
export type NameLookup = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** The name has no address, or its name servers do not say. */
export class UnknownName extends Error {}

/** Servers are read anew this often: those of a machine change with its network. */
const freshMs = 60_000;

/**
 * Asks name servers (`address` or `address:port`; the system's if undefined) and nothing else: the machine's own tables know
 * no public host. Addresses of IPv4 come first. Unlike the system's look-up it takes no thread while a name server is silent, of which there are four.
 */
export function lookUpNames(servers?: readonly string[]): NameLookup {
  const open = () => {
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    if (servers !== undefined) resolver.setServers(servers);
    return { resolver, since: performance.now() };
  };
  let opened = open();
  return (hostname, _, callback) => {
    if (performance.now() - opened.since > freshMs) opened = open();
    const { resolver } = opened;
    const answers: { error: NodeJS.ErrnoException | null; found: LookupAddress[] }[] = [];
    const take = (index: number, family: 4 | 6) => (error: NodeJS.ErrnoException | null, addresses: string[]) => {
      answers[index] = { error, found: error === null ? addresses.map((address) => ({ address, family })) : [] };
      if (answers[0] === undefined || answers[1] === undefined) return;
      const all = answers.flatMap((answer) => answer.found);
      if (all.length > 0) return callback(null, all);
      const codes = answers.map((answer) => answer.error?.code).filter((code) => code !== undefined);
      callback(new UnknownName(`${hostname} cannot be resolved (${[...new Set(codes)].join(', ')})`), []);
    };
    resolver.resolve4(hostname, take(0, 4));
    resolver.resolve6(hostname, take(1, 6));
  };
}
