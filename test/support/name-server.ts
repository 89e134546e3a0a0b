import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';

/** A real name server on the loopback that says what the test wants. */
export interface NameServer {
  /** `127.0.0.1:<port>`, as WEBHOOK_NAME_SERVERS takes it. */
  address: string;
  /** What is said of a name: its addresses at the first look-up, the second and so on; the last ones for ever. All other names are unknown. */
  knows(name: string, ...answers: string[][]): void;
  /** The names that were asked for, in lower case, with how often. */
  asked: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const typeA = 1;
const typeAaaa = 28;

/** Starts a name server on a free port. */
export async function startNameServer(): Promise<NameServer> {
  const zone = new Map<string, string[][]>();
  const asked = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query);
    // Each look-up asks for both types; those of IPv4 are counted.
    if (type === typeA) asked.set(name, (asked.get(name) ?? 0) + 1);
    const answers = zone.get(name);
    const addresses = answers?.[Math.min(Math.max((asked.get(name) ?? 1) - 1, 0), answers.length - 1)] ?? [];
    const records = addresses.filter((address) => (isIP(address) === 4 ? typeA : typeAaaa) === type);
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(answers === undefined ? 0x8183 : 0x8180, 2);
    header.writeUInt16BE(records.length, 6);
    header.writeUInt32BE(0, 8);
    socket.send(
      Buffer.concat([header, query.subarray(12, end), ...records.map((each) => record(type, each))]),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    knows: (name, ...answers) => void zone.set(name.toLowerCase().replace(/\.$/, ''), answers),
    asked,
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** A record that may be kept for no time; its name is the question's. */
function record(type: number, address: string): Buffer {
  const data = type === typeA ? Buffer.from(address.split('.').map(Number)) : bytesOfIpv6(address);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function bytesOfIpv6(address: string): Buffer {
  // URL writes a dotted end as two groups.
  const [start = '', end] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const missing = end === undefined ? 0 : 8 - groups(start).length - groups(end).length;
  const all = [...groups(start), ...Array<string>(missing).fill('0'), ...groups(end)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
