import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smsReply } from './sms-reply.ts';

test('the words that carriers know stop and resume messages, in any letters', () => {
  for (const word of ['STOP', 'stop', ' Stop. ', 'END', 'quit!', 'Cancel', 'UNSUBSCRIBE', 'stopall'])
    assert.equal(smsReply(word), 'stop', word);
  for (const word of ['UNSTOP', 'start']) assert.equal(smsReply(word), 'resume', word);
});

test('a sentence with such a word in it is no order', () => {
  for (const text of ['', 'Please stop by at 3', 'cancel my meeting', 'stop it', 'ok'])
    assert.equal(smsReply(text), undefined, text);
});
