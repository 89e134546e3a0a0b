import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadSetting, configSchema, readConfig } from './config.ts';

test('every setting has a sentence, and all have a default', () => {
  for (const [name, schema] of Object.entries(configSchema.shape)) {
    assert.match(schema.meta()?.description ?? '', /\.$/, name);
  }
  const config = readConfig({});
  assert.equal(config.HOST, '127.0.0.1');
  assert.equal(config.PORT, 3000);
  assert.equal(config.DATA_DIR, './data');
  assert.equal(config.RATE_LIMIT_ACCOUNT_PER_SECOND, 5);
  assert.equal(config.RATE_LIMIT_ADDRESS_PER_5_MINUTES, 200);
  assert.deepEqual(config.WEBHOOK_ALLOW_HOSTS, []);
  assert.deepEqual(config.WEBHOOK_PORTS, [443, 8443]);
  assert.equal(config.WEBHOOK_NAME_SERVERS, undefined);
});

test('an empty value is as good as none', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }).PORT, 3000);
});

test('a bad value stops the start and names its key', () => {
  const bad: Record<string, string> = {
    PORT: '70000',
    BASE_URL: 'daybook.example.com',
    DATABASE_URL: 'mysql://localhost',
    DEMO: 'maybe',
    DEMO_API_KEY: 'short',
    SECRET_KEY: 'abc',
    RATE_LIMIT_ACCOUNT_PER_SECOND: '-1',
    RATE_LIMIT_ADDRESS_PER_5_MINUTES: '1.5',
    LOG_LEVEL: 'loud',
    WEBHOOK_ALLOW_HOSTS: 'http://hooks/',
    WEBHOOK_PORTS: '443,https',
    WEBHOOK_BLOCK_NETWORKS: '10.0.0.0/99',
    WEBHOOK_NAME_SERVERS: 'dns.example.com',
  };
  for (const [name, value] of Object.entries(bad)) {
    assert.throws(
      () => readConfig({ [name]: value }),
      (error) => error instanceof BadSetting && error.message.includes(`${name}: `),
      name,
    );
  }
  assert.throws(
    () => readConfig(bad),
    (error) => Object.keys(bad).every((name) => (error as Error).message.includes(name)),
  );
});

test('a secret that is wrong is not repeated', () => {
  assert.throws(
    () => readConfig({ DATABASE_URL: 'mysql://u:hunter2@localhost', SECRET_KEY: 'hunter2' }),
    (error) => !(error as Error).message.includes('hunter2'),
  );
});

test('a base address loses the slash at its end', () => {
  assert.equal(readConfig({ BASE_URL: 'https://daybook.example.com/' }).BASE_URL, 'https://daybook.example.com');
});
