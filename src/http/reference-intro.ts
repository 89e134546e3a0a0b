import { type HtmlValue, html } from './html.ts';
import type { ApiDocument } from './reference-document.ts';
import { jsonOf } from './reference-example.ts';
import { codeBox, heading } from './reference-parts.ts';

/** The parts of the introduction, as the contents list them. */
export const introductionParts: readonly { id: string; title: string }[] = [
  { id: 'first-request', title: 'Your first request' },
  { id: 'ids', title: 'Ids and objects' },
  { id: 'times', title: 'Times' },
  { id: 'lists', title: 'Lists and paging' },
  { id: 'expanding', title: 'Expanding' },
  { id: 'error-answers', title: 'When something is wrong' },
  { id: 'rate-limits', title: 'Rate limits' },
  { id: 'repeating', title: 'Repeating safely' },
];

/** What holds for every operation. */
export function introduction(document: ApiDocument): HtmlValue {
  const serverUrl = document.servers[0]!.url;
  const texts = textsOf(serverUrl);
  return html`<section class="chapter" aria-labelledby="introduction">
${heading(2, 'introduction', 'Introduction')}
<div class="operation">
<div class="about">
${introductionParts.map(({ id, title }) => html`${heading(3, id, title)}\n${texts[id]}`)}
</div>
<div class="examples">
${codeBox('Is my key valid?', `curl ${serverUrl}/v2/test \\\n  -H "API-Key: $DAYBOOK_API_KEY"`, 2)}
${codeBox('A page of a list', jsonOf({ object: 'list', data: [], has_more: false }), 5)}
${codeBox('An error', jsonOf({ type: 'invalid_request_error', message: 'Out of range value: 500. Please provide a number between 1 and 100.', param: 'limit' }), 5)}
</div>
</div>
</section>`;
}

function textsOf(serverUrl: string): Record<string, HtmlValue> {
  return {
    'first-request': html`<p>All paths on this page start at <code>${serverUrl}</code>. Send your key in the header
<code>API-Key</code> with every request; the examples take it from the variable <code>DAYBOOK_API_KEY</code>. A body is a JSON object with
<code>Content-Type: application/json</code>, and so is nearly every answer.</p>
<p>Each answer carries a <code>Request-Id</code>. Quote it when you ask whoever runs this server about a request.</p>`,
    ids: html`<p>An id tells what it names: bookings start with <code>BKNG-</code>, users with <code>USR-</code>, contacts with <code>CTC-</code>.
Treat the rest as opaque text. A deleted object leaves every list; read by its id, it is only
<code>id</code>, <code>object</code> and <code>deleted: true</code>.</p>
<p>Objects may gain fields at any time: ignore the ones that you do not know.</p>`,
    times: html`<p>Answers hold times in UTC with milliseconds, such as <code>2026-12-02T06:30:00.000Z</code>. In requests a date alone, an offset
or fewer digits will do; a time without an offset is read as UTC. Zones are IANA names, such as <code>America/New_York</code>.</p>`,
    lists: html`<p>Lists come newest first, in pages of 10 or of the <code>limit</code> that you ask for, up to 100. While <code>has_more</code> is
true, follow the URL that the header <code>Link</code> gives as <code>rel="next"</code>; it keeps your filters. Or build it yourself: give the last
id that you have as <code>after</code>. <code>before</code> walks back towards the newest.</p>
<p>Filters that end in <code>.gt</code> and <code>.lt</code> mean strictly later and strictly earlier.</p>`,
    expanding: html`<p>Fields that name another object hold its id. List them in <code>expand</code>, separated by commas, and they hold the object itself:
<code>expand=owner,contact</code>.</p>`,
    'error-answers': html`<p>A status from 400 up comes with <code>type</code>, <code>message</code> and, where one parameter is to blame,
<code>param</code>. What belongs to another account answers as if it did not exist. A <code>500</code> or <code>503</code> is safe to try again
if the request only read. <a href="#errors">All errors</a> are at the end of this page.</p>`,
    'rate-limits': html`<p>Each account and each address may send so many requests, 5 a second and 200 in five minutes unless this server is set otherwise;
short bursts are fine. Beyond that the answer is <code>429</code>: wait the whole seconds that <code>Retry-After</code> says.</p>`,
    repeating: html`<p>When an answer gets lost, nobody knows whether the request did its work. Send a header <code>Idempotency-Key</code>
with a text of your own, such as a UUID, with a <code>POST</code> or <code>PATCH</code>: for 72 hours the same request with the
same key has its effect once and gets the same answer, refusals included; a repeated answer carries
<code>Idempotent-Replayed: true</code>. Another request with the key is refused with <code>422</code>.</p>`,
  };
}
