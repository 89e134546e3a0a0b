import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGuessable } from './guessable.ts';

const own = ['andrea', 'hartie', 'example'];

for (const password of [
  'password123',
  'Passw0rd!2026',
  'P@$$w0rd2024!',
  '1234567890',
  'qwertyuiop',
  'asdfghjkl123',
  '1q2w3e4r5t',
  'aaaaaaaaaaaa',
  'abababababab',
  'letmein12345',
  'Sommer2026!!',
  'administrator1',
  'AndreaHartie1',
  'andrea.hartie@example',
  'daybook-booking',
]) {
  test(`'${password}' is among the first that a guesser tries`, () => assert.ok(isGuessable(password, own)));
}

for (const password of [
  'correct horse battery staple',
  'tr0mbone-Kettle',
  'kJ8#vQ2!mZx7',
  'Fahrradklingel am Deich',
  'ヒマラヤの朝焼けを見た日',
  'grüne Gurken grinsen',
]) {
  test(`'${password}' is not`, () => assert.ok(!isGuessable(password, own)));
}
