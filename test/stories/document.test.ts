import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaks, contractOf } from '../../scripts/openapi-baseline.ts';
import { endpointsOf } from '../../src/http/reference-document.ts';
import { eventTypes } from '../../src/webhooks/schema.ts';
import { document, fits, routes } from '../support/document.ts';

const endpoints = endpointsOf(document);

test('every example of a body, an answer or an event fits its own schema', () => {
  for (const { method, path, operation } of endpoints) {
    const at = ['paths', path, method.toLowerCase()];
    const body = operation.requestBody?.content['application/json'];
    if (body !== undefined)
      fits([...at, 'requestBody', 'content', 'application/json', 'schema'], body.example, operation.operationId);
    for (const [status, response] of Object.entries(operation.responses)) {
      const { example, examples = {} } = response.content['application/json'];
      const given = status.startsWith('2') ? [example] : Object.values(examples).map((each) => each.value);
      assert.ok(given.length > 0, `${operation.operationId} ${status} has no example`);
      for (const each of given)
        fits([...at, 'responses', status, 'content', 'application/json', 'schema'], each, operation.operationId);
    }
  }
  for (const [type, { post }] of Object.entries(document.webhooks as Record<string, typeof document>)) {
    const at = ['webhooks', type, 'post', 'requestBody', 'content', 'application/json', 'schema'];
    fits(at, post.requestBody.content['application/json'].example, type);
  }
});

test('no example has a blank that its reader must fill', () => {
  const blank = endpoints.flatMap(({ operation }) => {
    const { example } = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))![1].content[
      'application/json'
    ];
    return JSON.stringify(example).includes('…') ? [operation.operationId] : [];
  });
  assert.deepEqual(blank, [], 'give the schema of the answer an example');
});

test('the document describes every event that a webhook can be told', () => {
  assert.deepEqual(Object.keys(document.webhooks).sort(), [...eventTypes].sort());
});

test('an addition to OnceHub’s API says so, and every chapter says what it is about', () => {
  const marked = endpoints.filter(({ operation }) => operation['x-daybook-extension'] === true);
  assert.deepEqual(
    new Set(marked.map(({ operation }) => operation.operationId)),
    new Set(routes.filter((route) => route.extension === true).map((route) => route.id)),
  );
  const silent = document.tags.filter((tag: { description?: string }) => tag.description === undefined);
  assert.deepEqual(silent, [], 'describe the tag in src/http/tags.ts');
});

test('a change that would break a client is named, an addition is not', () => {
  const changed = structuredClone(document);
  const before = contractOf(document);
  assert.deepEqual(breaks(before, contractOf(changed)), []);

  delete changed.paths['/v2/teams/{id}'].get;
  const listing = changed.paths['/v2/bookings'].get;
  listing.parameters = listing.parameters.filter((each: { name: string }) => each.name !== 'status');
  listing.parameters.find((each: { name: string }) => each.name === 'limit').required = true;
  listing.parameters.push({ name: 'colour', in: 'query', required: false, schema: { type: 'string' } });
  const { Booking, Contact } = changed.components.schemas;
  delete Booking.properties.ics_url;
  Booking.properties.status.enum = ['requested', 'scheduled', 'parked'];
  Contact.required = Contact.required.filter((name: string) => name !== 'city');
  Contact.properties.shoe_size = { type: 'integer' };
  const body = changed.paths['/v2/booking-calendars/{id}/schedule'].post.requestBody.content['application/json'];
  body.schema.required.push('location');
  delete changed.webhooks['booking.no_show'];

  assert.deepEqual(breaks(before, contractOf(changed)), [
    'GET /v2/bookings request: query status is gone',
    'GET /v2/bookings request: query limit is now required',
    'POST /v2/booking-calendars/{id}/schedule request: body.location is now required',
    'GET /v2/teams/{id} is gone',
    'booking.no_show is gone',
    'Booking: status is no longer "canceled" or "completed" or "no_show" or "rescheduled"',
    'Booking: ics_url is gone',
    'Contact: city may now be absent',
  ]);
});
