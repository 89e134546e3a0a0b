import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sign } from './sign.ts';

test("a signature is the contract's test vector", () => {
  const body = '{"id":"EVNT-2AB8RJY3LF","object":"event","type":"booking.scheduled","api_version":"v2","data":{}}';
  assert.equal(
    sign('d7686b8c83f04913929079aeae40189e', body, 1_611_144_604_999),
    't=1611144604,s=e29ba33968ff9bdc284e6ae9bbf7072ae9f59efeb89200e64977a6a39a366792',
  );
});
