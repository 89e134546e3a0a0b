import assert from 'node:assert/strict';
import { test } from 'node:test';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { guestOffice } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook({ ATTACK_FORMS_PER_MINUTE: '4' });
const office = await guestOffice(server);

let weeks = 0;
/** A calendar, and times of a week that nobody else books, one by one. */
async function pageOf(slug: string) {
  const monday = Date.parse('2026-12-07T14:00:00.000Z') + weeks++ * 7 * 86_400_000;
  let taken = 0;
  const next = () => new Date(monday + Math.floor(taken / 14) * 86_400_000 + (taken++ % 14) * 1_800_000).toISOString();
  return { url: await office.calendarAt(slug), next };
}

const guest = { name: 'Carrie Customer', email: 'carrie@example.com', location: 'virtual_static:' };

async function send(url: string, start: string, more: Record<string, string> = {}) {
  const body = new URLSearchParams({ ...guest, iana_time_zone: 'America/New_York', start, key: start, ...more });
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Programs come, more than the page's guests ever were. */
async function attack({ url, next }: Awaited<ReturnType<typeof pageOf>>) {
  for (let i = 0; i < 4; i++) assert.equal((await send(url, next())).status, 303);
  const stopped = await send(url, next());
  assert.equal(stopped.status, 429);
  return stopped;
}

const taskIn = (text: string) => {
  const found = /name="challenge" value="([^"]+)"/.exec(text)?.[1];
  return found?.replaceAll('&quot;', '"');
};

async function solved(challenge: string) {
  const solution = await solveChallenge({ challenge: JSON.parse(challenge), deriveKey });
  return { challenge, solution: JSON.stringify(solution) };
}

test('a page that gets more forms than people send asks for work, for ten minutes, and no other page does', async () => {
  const page = await pageOf('attacked');
  const other = await pageOf('left-alone');
  const stopped = await attack(page);
  assert.equal(stopped.headers.get('retry-after'), '20');
  assert.match(stopped.text, /value="Carrie Customer"/, 'nothing that was written is lost');
  assert.match(stopped.text, /Please wait 20 seconds and send yours once more/);
  const form = async (url: string, start: string) => (await fetch(`${url}?start=${start}`)).text();
  assert.ok(taskIn(await form(page.url, page.next())));
  assert.equal(taskIn(await form(other.url, other.next())), undefined);
  assert.equal((await send(other.url, other.next())).status, 303);
  server.clock.now += 600_000;
  assert.equal(taskIn(await form(page.url, page.next())), undefined);
  assert.equal((await send(page.url, page.next())).status, 303);
});

test('a task that was solved is good for one booking, also if its form is sent twice', async () => {
  const page = await pageOf('solved');
  const proof = await solved(taskIn((await attack(page)).text)!);
  const start = page.next();
  const [once, twice] = [await send(page.url, start, proof), await send(page.url, start, proof)];
  assert.deepEqual([once.status, twice.status], [303, 303], once.text);
  assert.equal(once.headers.get('location'), twice.headers.get('location'));
  const again = await send(page.url, page.next(), proof);
  assert.equal(again.status, 429);
  assert.notEqual(taskIn(again.text), proof.challenge, 'there is a new one to solve');
});

test('a task is not spent on a form that could not be taken', async () => {
  const page = await pageOf('not-spent');
  const taken = page.next();
  assert.equal((await send(page.url, taken)).status, 303);
  for (let i = 0; i < 4; i++) await send(page.url, page.next());
  const proof = await solved(taskIn((await send(page.url, page.next())).text)!);
  assert.equal((await send(page.url, taken, proof)).status, 409);
  assert.equal((await send(page.url, page.next(), proof)).status, 303);
});

test('nobody makes up a task, takes another page’s, or saves one up', async () => {
  const page = await pageOf('made-up');
  const other = await pageOf('made-up-too');
  const own = await solved(taskIn((await attack(page)).text)!);
  const foreign = await solved(taskIn((await attack(other)).text)!);
  const easy = JSON.parse(own.challenge);
  easy.parameters.keyPrefix = '00';
  const forged = await solved(JSON.stringify(easy));
  for (const proof of [foreign, forged, { challenge: '{}', solution: '{}' }, { challenge: 'null', solution: '[' }])
    assert.equal((await send(page.url, page.next(), proof)).status, 429);
  assert.equal((await send(page.url, page.next(), { ...own, solution: '' })).status, 429);
  server.clock.now += 3_600_001;
  await attack(page);
  assert.equal((await send(page.url, page.next(), own)).status, 429, 'an hour is long enough for any form');
});

test('a guest whose browser runs no script waits, sends the same form again and is booked; programs come in no faster', async () => {
  const page = await pageOf('patient');
  const stopped = await attack(page);
  const challenge = taskIn(stopped.text)!;
  const start = page.next();
  assert.equal((await send(page.url, start, { challenge, solution: '' })).status, 429, 'not at once');
  server.clock.now += 20_000;
  assert.equal((await send(page.url, start, { challenge, solution: '' })).status, 303);
  const waiting: string[] = [];
  for (let i = 0; i < 20; i++) waiting.push(taskIn((await send(page.url, page.next())).text)!);
  server.clock.now += 20_000;
  let through = 0;
  for (const each of waiting)
    if ((await send(page.url, page.next(), { challenge: each, solution: '' })).status === 303) through++;
  assert.ok(through <= 8, `${through} of 20`);
});

test('who fills in what no person sees has to prove himself, and a person whose browser did it gets through', async () => {
  const page = await pageOf('trapped');
  const start = page.next();
  const stopped = await send(page.url, start, { homepage: 'https://spam.example' });
  assert.equal(stopped.status, 429);
  assert.doesNotMatch(stopped.text, /spam\.example/);
  const proof = await solved(taskIn(stopped.text)!);
  assert.equal((await send(page.url, start, { homepage: 'again', ...proof })).status, 303);
});

test('programs cannot hold the times of a page either, and guests still book there', async () => {
  const page = await pageOf('held');
  const hold = async (start: string) => {
    const body = new URLSearchParams({ start });
    const { headers } = await fetch(`${page.url}/hold`, { method: 'POST', body, redirect: 'manual' });
    return headers.get('location')!;
  };
  const starts = Array.from({ length: 10 }, () => page.next());
  const held: boolean[] = [];
  for (const start of starts) held.push((await hold(start)).includes('hold='));
  assert.deepEqual(held, [true, true, true, true, false, false, false, false, false, false]);
  const text = await (await fetch(server.url + (await hold(starts[9]!)))).text();
  assert.equal((await send(page.url, starts[9]!, await solved(taskIn(text)!))).status, 303);
});

test('a link that needs no form is no way around the work, and its guest is booked by the same form', async () => {
  const page = await pageOf('no-way-around');
  await attack(page);
  const link = `${page.url}/hold?name=Carrie&email=carrie@example.com&location=virtual_static&skip=1`;
  const start = page.next();
  const stopped = await send(link, start);
  assert.equal(stopped.status, 429);
  const form = /<form class="form"[^>]* action="([^"]+)"/.exec(stopped.text)![1]!.replaceAll('&amp;', '&');
  const body = new URLSearchParams({ start, ...(await solved(taskIn(stopped.text)!)) });
  const sent = await fetch(server.url + form, { method: 'POST', body, redirect: 'manual' });
  assert.equal(sent.status, 303);
  assert.match(sent.headers.get('location')!, /^\/m\/BKNG-/);
});
