import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProof } from './check-proof.ts';

const verify = async (expected: (challenge: string) => Promise<boolean>) => {
  if (!(await expected('AQID'))) throw new Error('the library objects');
  return 'proof';
};

test('what proves nothing is nothing, and a challenge that could not be looked up is a fault of ours', async () => {
  assert.equal(await checkProof(async (challenge) => challenge === 'AQID', verify), 'proof');
  assert.equal(await checkProof(async () => false, verify), undefined);
  const away = new Error('the database is away');
  await assert.rejects(
    checkProof(() => Promise.reject(away), verify),
    away,
  );
});
