/**
 * A members' area whose members book without filling in a form: the website says who they are. Start it with
 *   DAYBOOK_URL=https://daybook.example.com CALENDAR=BKC-LDJ878496X API_KEY=… node examples/login-integration/server.ts
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

const { DAYBOOK_URL = 'http://localhost:8080', CALENDAR = '', API_KEY = '', PORT = '8090' } = process.env;
const secret = randomBytes(32);

/** Stands for your users and your sign-in. */
const members: Record<string, { name: string; email: string; company: string }> = {
  carrie: { name: 'Carrie Customer', email: 'carrie.customer@example.com', company: 'Acme & Sons' },
  john: { name: 'John Smith', email: 'john.smith@example.com', company: 'Example' },
};

const signed = (user: string) => `${user}.${createHmac('sha256', secret).update(user).digest('hex')}`;

function userOf({ headers }: IncomingMessage): string | undefined {
  const cookie = /(?:^|; )member=([^;]*)/.exec(headers.cookie ?? '')?.[1] ?? '';
  const user = cookie.split('.')[0]!;
  const [given, wanted] = [Buffer.from(cookie), Buffer.from(signed(user))];
  return given.length === wanted.length && timingSafeEqual(given, wanted) && user in members ? user : undefined;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const signIn = `<h1>Sign in</h1><form method="post" action="/sign-in"><label>Your name here <input name="user"></label> <button>Sign in</button></form>`;

function membersPage(user: string): string {
  const { name, email, company } = members[user]!;
  // What is known of the member, and that he need not be asked for it. The names are those of the form and its questions.
  const known = new URLSearchParams({ name, email, company, location: 'virtual_static', skip: '1' });
  return `<h1>Welcome, ${escaped(name)}</h1><p id="said">Pick a time, and it is yours.</p>
<div data-oh-booking-calendar-id="${escaped(CALENDAR)}" data-so-qry-prm="${escaped(known.toString())}"></div>
<script src="${escaped(DAYBOOK_URL)}/embed.js" async></script>
<script>
  addEventListener('message', async ({ origin, data }) => {
    if (origin !== ${JSON.stringify(new URL(DAYBOOK_URL).origin)} || data?.type !== 'oncehub.booking.scheduled') return;
    const reply = await fetch('/booked', { method: 'POST', body: data.payload.id });
    document.getElementById('said').textContent = await reply.text();
  });
</script>`;
}

/** What a browser says can be made up: the booking is read through the API before anything is done about it. */
async function confirmed(id: string, user: string): Promise<string> {
  const reply = await fetch(`${DAYBOOK_URL}/v2/bookings/${encodeURIComponent(id)}`, {
    headers: { 'API-Key': API_KEY },
  });
  const booking = reply.ok ? await reply.json() : undefined;
  if (booking?.form_submission.email !== members[user]!.email) return 'There is no such booking of yours.';
  return `See you at ${booking.starting_time}.`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) break;
  }
  return text;
}

const server = createServer(async (request, response) => {
  const user = userOf(request);
  const html = { 'Content-Type': 'text/html; charset=utf-8' };
  if (request.method === 'POST' && request.url === '/sign-in') {
    const wanted = new URLSearchParams(await bodyOf(request)).get('user') ?? '';
    const cookie =
      wanted in members ? { 'Set-Cookie': `member=${signed(wanted)}; HttpOnly; SameSite=Lax; Path=/` } : {};
    response.writeHead(303, { Location: '/', ...cookie }).end();
  } else if (request.method === 'POST' && request.url === '/booked' && user !== undefined)
    response.end(await confirmed(await bodyOf(request), user));
  else
    response
      .writeHead(200, html)
      .end(`<!doctype html><title>Members</title>${user === undefined ? signIn : membersPage(user)}`);
});
server.listen(Number(PORT), () => {
  const address = server.address();
  console.log(`http://localhost:${typeof address === 'object' ? address?.port : PORT}`);
});
