import assert from 'node:assert/strict';
import { test } from 'node:test';
import { office, testDaybook } from '../support/server.ts';

const server = await testDaybook();
const { key, andrea, ben } = await office(server.db);
const personal = async (name: string, user: string) =>
  (await server.post('/v2/api-keys', { name, user }, key)).body.key as string;
const andreas = await personal('Andrea', andrea);
const bens = await personal('Ben', ben);

const view = { screen: 'bookings', name: 'No-shows', query: 'view=past&status=no_show' };
const save = (body: object, as = bens) => server.post('/v2/saved-views', body, as);
const list = async (query: string, as: string) =>
  (await server.get(`/v2/saved-views?${query}`, as)).body.data.map((each: { id: string }) => each.id);

test('a user keeps a view under a name of his own, changes it and deletes it', async () => {
  const made = await save(view);
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([made.body.user, made.body.query], [ben, view.query]);
  const renamed = await server.patch(`/v2/saved-views/${made.body.id}`, { name: ' Away ', query: 'view=past' }, bens);
  assert.deepEqual([renamed.status, renamed.body.name, renamed.body.query], [200, 'Away', 'view=past']);
  assert.deepEqual(await list('screen=bookings', bens), [made.body.id]);
  assert.deepEqual(await list('screen=contacts', bens), []);
  const gone = await server.delete(`/v2/saved-views/${made.body.id}`, bens);
  assert.deepEqual([gone.status, gone.body], [200, { id: made.body.id, deleted: true }]);
  for (const reply of [
    await server.delete(`/v2/saved-views/${made.body.id}`, key),
    await server.patch(`/v2/saved-views/${made.body.id}`, { name: 'X' }, key),
    await server.get(`/v2/saved-views?after=${made.body.id}`, key),
  ])
    assert.deepEqual([reply.status, /No such saved view/.test(reply.body.message)], [404, true]);
});

test('views of others are out of a member’s sight; an administrator sees to all of them', async () => {
  const his = (await save({ ...view, name: 'His' }, andreas)).body.id;
  const own = (await save({ ...view, name: 'Own' })).body.id;
  assert.deepEqual(await list('', bens), [own]);
  assert.deepEqual(await list(`user=${ben}`, andreas), [own]);
  assert.deepEqual((await list('', andreas)).toSorted(), [his, own].toSorted());
  assert.equal((await server.delete(`/v2/saved-views/${his}`, bens)).status, 404);
  const forced = await save({ ...view, user: andrea });
  assert.equal(forced.status, 403);
  assert.equal((await save({ ...view, name: 'For Ben', user: ben }, andreas)).status, 201);
});

test('a name is taken once for a screen; what cannot be kept says why', async () => {
  const first = await save({ ...view, name: 'Twice' });
  assert.equal((await save({ ...view, name: 'Twice', screen: 'contacts' })).status, 201);
  const again = await save({ ...view, name: 'Twice ' });
  assert.deepEqual([again.status, again.body.param], [409, 'name']);
  const other = await save({ ...view, name: 'Other' });
  const renamed = await server.patch(`/v2/saved-views/${other.body.id}`, { name: 'Twice' }, bens);
  assert.deepEqual([renamed.status, renamed.body.param], [409, 'name']);
  const refused: [object, number, string][] = [
    [{ screen: 'bookings', name: '  ', query: '' }, 400, 'name'],
    [{ screen: 'bookings', query: '' }, 400, 'name'],
    [{ ...view, name: 'x'.repeat(61) }, 400, 'name'],
    [{ ...view, query: 'x'.repeat(2001) }, 400, 'query'],
    [{ ...view, name: 5 }, 400, 'name'],
    [{ ...view, color: 'red' }, 400, 'color'],
  ];
  for (const [body, status, param] of refused) {
    const reply = await save(body);
    assert.deepEqual([reply.status, reply.body.param], [status, param], reply.text);
  }
  const nobody = await server.post('/v2/saved-views', view, key);
  assert.deepEqual([nobody.status, nobody.body.param], [400, 'user'], 'a key that acts as nobody has to say whose');
  const unknown = await server.post('/v2/saved-views', { ...view, user: 'USR-0000000000' }, key);
  assert.deepEqual([unknown.status, unknown.body.param], [404, 'user']);
  for (const [change, param] of [
    [{}, 'body'],
    [{ user: andrea }, 'user'],
    [{ name: 5 }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(61) }, 'name'],
  ] as const) {
    const reply = await server.patch(`/v2/saved-views/${first.body.id}`, change, bens);
    assert.deepEqual([reply.status, reply.body.param], [400, param], reply.text);
  }
  for (const query of ['limit=0', 'after=a&before=b'])
    assert.equal((await server.get(`/v2/saved-views?${query}`, bens)).status, 400);
});

test('nobody keeps more than a hundred views', async () => {
  const andreasOwn = (await list('limit=100', andreas)).length;
  assert.ok(andreasOwn < 100);
  const mine = (await list(`user=${andrea}&limit=100`, andreas)).length;
  for (let i = mine; i < 100; i++) assert.equal((await save({ ...view, name: `View ${i}` }, andreas)).status, 201);
  const full = await save({ ...view, name: 'One more' }, andreas);
  assert.deepEqual([full.status, full.body.message], [422, 'A user can keep up to 100 saved views.']);
});
