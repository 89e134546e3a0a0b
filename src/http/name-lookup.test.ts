import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { after, test } from 'node:test';
import { startNameServer } from '../../test/support/name-server.ts';
import { lookUpNames, UnknownName } from './name-lookup.ts';

const server = await startNameServer();
after(() => server.close());
const lookup = lookUpNames([server.address]);

function addressesOf(name: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(name, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });
}

test('a name has the addresses of both families, those of IPv4 first', async () => {
  server.knows('both.example', ['2606:4700::1111', '93.184.216.34', '1.1.1.1']);
  assert.deepEqual(await addressesOf('both.example'), [
    { address: '93.184.216.34', family: 4 },
    { address: '1.1.1.1', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ]);
});

test('a name with addresses of one family has those', async () => {
  server.knows('six.example', ['2606:4700::1111']);
  assert.deepEqual(await addressesOf('six.example'), [{ address: '2606:4700::1111', family: 6 }]);
});

test('a name that is unknown or has no address fails with its own words', async () => {
  server.knows('empty.example', []);
  for (const [name, code] of [
    ['unknown.example', 'ENOTFOUND'],
    ['empty.example', 'ENODATA'],
  ] as const) {
    await assert.rejects(addressesOf(name), (error) => {
      assert.ok(error instanceof UnknownName);
      assert.equal(error.message, `${name} cannot be resolved (${code})`);
      return true;
    });
  }
});

test('the name of this machine is asked for like any other: its own tables do not count', async () => {
  await assert.rejects(addressesOf('localhost.example'), UnknownName);
  server.knows('localhost', ['93.184.216.34']);
  assert.deepEqual(await addressesOf('localhost'), [{ address: '93.184.216.34', family: 4 }]);
});
