/**
 * A website's own form in front of a booking page: it asks first, and whom it wants to talk to goes on to pick a time without being asked
 * again. Start it with
 *   DAYBOOK_URL=https://daybook.example.com PAGE=andrea node examples/web-form/server.ts
 * and let the page's guest settings lead back: redirect_scheduled http://localhost:8091/thanks, redirect_with_answers true.
 */
import { createServer, type IncomingMessage } from 'node:http';

const { DAYBOOK_URL = 'http://localhost:8080', PAGE = '', PORT = '8091' } = process.env;

const form = `<h1>Tell us about you</h1>
<form method="post" action="/">
<p><label>Name <input name="name" autocomplete="name" required></label>
<p><label>E-mail <input name="email" type="email" autocomplete="email" required></label>
<p><label>Company <input name="company" autocomplete="organization" required></label>
<p><label>Employees <select name="employees"><option>1-10</option><option>11-50</option><option>more</option></select></label>
<p><button>Go on</button>
</form>`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Where the form leads: to the booking page with all that was said, or to a page of ours. */
function nextOf(sent: URLSearchParams): string {
  if (sent.get('employees') === '1-10') return '/later';
  const known = new URLSearchParams({ skip: '1', utm_source: 'website', utm_content: 'contact form' });
  for (const name of ['name', 'email', 'company']) known.set(name, sent.get(name) ?? '');
  known.set('location', 'virtual_static');
  return `${DAYBOOK_URL}/${PAGE}?${known}`;
}

/** The guest is back. What stands in the address can be made up: a webhook or the API says what was really booked. */
function thanks(query: URLSearchParams): string {
  const name = query.get('Name') ?? query.get('name') ?? '';
  const start = query.get('meetingTime') ?? query.get('starting_time') ?? '';
  return `<h1>Thank you, ${escaped(name)}</h1><p>We talk at <time datetime="${escaped(start)}">${escaped(start)}</time>.`;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) break;
  }
  return new URLSearchParams(text);
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
  if (request.method === 'POST') {
    response.writeHead(303, { Location: nextOf(await bodyOf(request)) }).end();
    return;
  }
  const pages: Record<string, () => string> = {
    '/': () => form,
    '/thanks': () => thanks(searchParams),
    '/later': () => '<h1>Thank you</h1><p>We will write to you.',
  };
  const page = pages[pathname];
  response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><title>Contact</title>${page?.() ?? 'Nothing here'}`);
});
server.listen(Number(PORT), () => {
  const address = server.address();
  console.log(`http://localhost:${typeof address === 'object' ? address?.port : PORT}`);
});
