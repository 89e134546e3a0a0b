import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { fillIn, guestOffice, openPage } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';
import { startWebsite } from '../support/website.ts';

const server = await testDaybook();
const office = await guestOffice(server);
const website = await startWebsite();
const { key, andrea } = office;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const shots = process.env.TEST_SHOTS;
async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
}

const script = (path = '/cal/embed.js') => `<script src="${server.url}${path}" async></script>`;
/** Collects what the page hears, as a website's own script would. */
const listener = `<script>heard = []; addEventListener('message', (event) => {
  if (event.origin === '${server.url}' && event.data.type.startsWith('oncehub.')) heard.push(event.data);
});</script>`;
// biome-ignore lint/suspicious/noExplicitAny: what a website hears is what is tested
const heard = (page: Page): Promise<{ type: string; payload: any }[]> => page.evaluate('heard');
const types = async (page: Page) => (await heard(page)).map(({ type }) => type);
const booked = async (id: string) => (await server.get(`/v2/bookings/${id}`, key)).body;
const calendarId = async (slug: string): Promise<string> => {
  const list = await server.get('/v2/booking-calendars?limit=100', key);
  return list.body.data.find((each: { url: string }) => each.url.endsWith(`/${slug}`)).id;
};

/** Books the first time in a frame. */
async function bookIn(frame: FrameLocator): Promise<void> {
  await frame.locator('.slot').first().click();
  await frame.locator('form[data-form]').waitFor();
  await frame.getByLabel('Name', { exact: true }).fill('Carrie Customer');
  await frame.getByLabel('E-mail', { exact: true }).fill('carrie@example.com');
  const online = frame.getByLabel('Online meeting');
  if ((await online.count()) > 0) await online.check();
  await frame.locator('.send button').click();
  await frame.locator('#done').waitFor();
}

const sizes = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
];

for (const viewport of sizes) {
  test(`a website with a calendar in it hears exactly what its guest does, ${viewport.width} px wide`, async () => {
    const slug = `inline-${viewport.width}`;
    await office.calendarAt(slug);
    const id = await calendarId(slug);
    const url = website.show(
      `/${slug}`,
      `${listener}<h1>Talk to us</h1><div data-oh-booking-calendar-id="${id}" style="min-width:320px"></div>${script()}`,
    );
    const page = await openPage(browser, `${url}?utm_source=news&utm_medium=mail&name=Dana%20Doe&start=never`, {
      viewport,
    });
    const frame = page.frameLocator('iframe');
    await frame.locator('.slot').first().waitFor();
    await page.waitForFunction('heard.length === 1');
    const facts = {
      id,
      subject: `Talk at ${slug}`,
      host: andrea,
      url: `${server.url}/${slug}`,
      name: slug,
      duration_minutes: 30,
    };
    assert.deepEqual(await heard(page), [{ type: 'oncehub.booking_calendar.loaded', payload: facts }]);
    await shoot(page, `inline-times-${viewport.width}`);

    await frame.locator('.slot').first().click();
    await frame.locator('form[data-form]').waitFor();
    assert.equal(await frame.getByLabel('Name', { exact: true }).inputValue(), 'Dana Doe', 'the website’s own query');
    await shoot(page, `inline-form-${viewport.width}`);
    await frame.getByLabel('E-mail', { exact: true }).fill('dana@example.com');
    await frame.getByLabel('Online meeting').check();
    await frame.getByLabel('Anything you would like to add?').fill('See you');
    await frame.locator('.send button').click();
    await frame.locator('#done').waitFor();
    await shoot(page, `inline-done-${viewport.width}`);
    await page.waitForFunction('heard.length === 3');
    const [, picked, scheduled] = await heard(page);
    const made = await booked(scheduled!.payload.id);
    assert.deepEqual(picked, {
      type: 'oncehub.booking_calendar.time_slot_selected',
      payload: { ...facts, starting_time: made.starting_time, customer_timezone: 'America/New_York' },
    });
    assert.deepEqual(scheduled, {
      type: 'oncehub.booking.scheduled',
      payload: {
        id: made.id,
        subject: `Talk at ${slug}`,
        status: 'scheduled',
        creation_time: made.creation_time,
        starting_time: made.starting_time,
        customer_timezone: 'America/New_York',
        host: andrea,
        duration_minutes: 30,
        location_description: made.location_description,
        attendees: made.attendees,
        booking_calendar: id,
        cancel_url: `${server.url}/m/${made.id}/cancel`,
        reschedule_url: `${server.url}/m/${made.id}`,
        utm_campaign: '',
        utm_content: '',
        utm_medium: 'mail',
        utm_source: 'news',
        utm_term: '',
        ics_url: made.ics_url,
        custom_fields: [
          { name: 'name', value: 'Dana Doe' },
          { name: 'email', value: 'dana@example.com' },
          { name: 'note', value: 'See you' },
        ],
      },
    });
    assert.deepEqual([made.utm_params.source, made.utm_params.medium], ['news', 'mail']);

    await frame.getByRole('link', { name: 'Pick another time' }).click();
    await frame.locator('#reschedule').waitFor();
    await frame.locator('a.slot').last().click();
    await frame.getByRole('button', { name: 'Move the booking' }).click();
    await frame.getByText('Your booking has moved').waitFor();
    await page.waitForFunction('heard.length === 4');
    const moved = await booked(made.id);
    const [rescheduled] = (await heard(page)).slice(-1);
    assert.deepEqual(rescheduled, {
      type: 'oncehub.booking.rescheduled',
      payload: { ...scheduled!.payload, status: 'rescheduled', starting_time: moved.starting_time },
    });
    await frame.getByRole('link', { name: 'Cancel' }).click();
    await frame.getByRole('button', { name: 'Cancel the booking' }).click();
    await frame.getByText('Your booking is cancelled').waitFor();
    await page.waitForFunction('heard.length === 5');
    assert.deepEqual((await heard(page)).at(-1), {
      type: 'oncehub.booking.canceled',
      payload: { ...rescheduled!.payload, status: 'canceled' },
    });
    await page.context().close();
  });
}

test('a frame is as high as its page, without a height of its own', async () => {
  await office.calendarAt('responsive');
  const body = (style: string) =>
    `${listener}<div id="here" data-oh-booking-calendar-id="responsive" style="${style}"></div>${script('/embed.js')}`;
  const page = await openPage(browser, website.show('/responsive', body('min-width:320px')));
  const frame = page.frameLocator('iframe');
  await frame.locator('.slot').first().waitFor();
  const heightOf = async () => (await page.locator('iframe').boundingBox())!.height;
  const inner = () => page.frames()[1]!.evaluate('document.documentElement.scrollHeight') as Promise<number>;
  const fits = async () => Math.abs((await heightOf()) - (await inner())) <= 2;
  await page.waitForFunction(`document.querySelector('iframe').style.height !== '700px'`);
  assert.ok(await fits());
  const times = await heightOf();
  await frame.locator('.slot').first().click();
  await frame.locator('form[data-form]').waitFor();
  await page.waitForFunction(`document.querySelector('iframe').clientHeight !== ${Math.round(times)}`);
  assert.ok(await fits(), 'the form is higher or lower than the times');
  const fixed = await openPage(browser, website.show('/fixed', body('min-width:320px;height:620px')));
  await fixed.frameLocator('iframe').locator('.slot').first().waitFor();
  assert.equal((await fixed.locator('iframe').boundingBox())!.height, 620);
  for (const each of [page, fixed]) await each.context().close();
});

test('a button opens the page in a window over the website, which the keyboard can use and leave', async () => {
  await office.calendarAt('lightbox');
  const id = await calendarId('lightbox');
  const url = website.show(
    '/lightbox',
    `${listener}<h1>Talk to us</h1><p><button data-oh-lightbox-bkc-id="${id}">Schedule now</button> <a href="#x">Elsewhere</a></p>${script()}`,
  );
  const page = await openPage(browser, url, { viewport: sizes[0]! });
  const button = page.getByRole('button', { name: 'Schedule now' });
  await page.waitForFunction('document.readyState === "complete"');
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Schedule now' });
  await dialog.waitFor();
  const frame = page.frameLocator('dialog iframe');
  await frame.locator('.slot').first().waitFor();
  await shoot(page, 'lightbox-1280');
  await page.keyboard.press('Tab');
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate(`document.activeElement.textContent === 'Elsewhere'`),
      false,
      'the focus stays inside',
    );
  }
  await frame.locator('.slot').first().focus();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Schedule now', 'the focus comes back');
  await button.click();
  await bookIn(page.frameLocator('dialog iframe'));
  await page.waitForFunction(`heard.some(({ type }) => type === 'oncehub.booking.scheduled')`);
  await shoot(page, 'lightbox-done-1280');
  await page.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.context().close();
});

test('a floating button stays in its corner; on a small screen it opens the page by itself', async () => {
  await office.calendarAt('floating');
  const body = `<h1>Talk to us</h1><div data-oh-floating-bkc-id="floating" data-text="Book a talk" data-color="#ffd447"></div>${script()}`;
  const url = website.show('/floating', body);
  const wide = await openPage(browser, url, { viewport: sizes[0]! });
  const button = wide.getByRole('button', { name: 'Book a talk' });
  await button.waitFor();
  await shoot(wide, 'floating-1280');
  const { x, y, width, height } = (await button.boundingBox())!;
  assert.ok(x + width > 1200 && y + height > 840 && height >= 44);
  await button.click();
  await wide.frameLocator('dialog iframe').locator('.slot').first().waitFor();
  const narrow = await openPage(browser, url, { viewport: sizes[1]! });
  await narrow.getByRole('button', { name: 'Book a talk' }).waitFor();
  await shoot(narrow, 'floating-360');
  const opened = narrow.context().waitForEvent('page');
  await narrow.getByRole('button', { name: 'Book a talk' }).click();
  const own = await opened;
  await own.locator('.slot').first().waitFor();
  assert.equal(own.url().startsWith(`${server.url}/floating`), true);
  for (const each of [wide, narrow]) await each.context().close();
});

test('a Classic code can ask for a floating button as well, and passes on what it says of the guest', async () => {
  await office.page({ name: 'Floating', slug: 'classic-floating', durations: [30] });
  const code =
    '<div data-so-page="classic-floating" data-so-float data-text="Talk" data-so-qry-prm="name=John%20Smith"></div>';
  const page = await openPage(browser, website.show('/classic-floating', code + script()), { viewport: sizes[0]! });
  const button = page.getByRole('button', { name: 'Talk' });
  await button.waitFor();
  assert.equal(await button.evaluate((each) => getComputedStyle(each).position), 'fixed');
  await button.click();
  const frame = page.frameLocator('dialog iframe');
  await frame.locator('.slot').first().click();
  await frame.locator('form[data-form]').waitFor();
  assert.equal(await frame.getByLabel('Name', { exact: true }).inputValue(), 'John Smith');
  await page.context().close();
});

test('websites with Classic codes keep them: the page in its place, the prefilled values, the function that is called', async () => {
  const type = await office.eventType({ name: 'Automatic booking' });
  await office.page({ name: 'Dana', slug: 'dana', event_types: [type] });
  const url = website.show(
    '/classic',
    `<script>calls = []; function SOAfterConfirmationFunction(data) { calls.push(data); }</script>
    <div id="SOIDIV_dana" data-so-page="dana" data-height="550" data-style="border: 1px solid #d8d8d8; min-width: 290px; max-width: 900px;"
      data-psz="00" data-so-qry-prm="name=John%20Smith&email=john@example.com&mobile=12025550195&note=I%20look%20forward"></div>
    <script type="text/javascript" src="${server.url}/mergedjs/so.js"></script>`,
  );
  const page = await openPage(browser, url, { viewport: sizes[0]!, timezoneId: 'Europe/London' });
  const frame = page.frameLocator('iframe');
  await frame.locator('.slot').first().click();
  await frame.locator('form[data-form]').waitFor();
  const values = ['Name', 'E-mail', 'Phone number (optional)', 'Anything you would like to add? (optional)'];
  assert.deepEqual(await Promise.all(values.map((label) => frame.getByLabel(label, { exact: true }).inputValue())), [
    'John Smith',
    'john@example.com',
    '+12025550195',
    'I look forward',
  ]);
  assert.equal((await page.locator('#SOIDIV_dana').boundingBox())!.height, 552);
  await shoot(page, 'classic-form-1280');
  const online = frame.getByLabel('Online meeting');
  if ((await online.count()) > 0) await online.check();
  await frame.locator('.send button').click();
  await frame.locator('#done').waitFor();
  await page.waitForFunction('calls.length === 1');
  // biome-ignore lint/suspicious/noExplicitAny: what a website is called with is what is tested
  const [call] = (await page.evaluate('calls')) as any[];
  const [id] = call.bookingInfo.BookingId;
  const made = await booked(id);
  const start = made.starting_time.slice(0, 19);
  const [local] = call.bookingInfo.MeetingTimes;
  const manage: string = call.bookingInfo.CancelRescheduleLink;
  assert.equal(new URL(manage).pathname, `/m/${id}`);
  assert.equal((await fetch(manage)).status, 200);
  assert.equal(
    (await fetch(call.bookingInfo.CalendarEvent.ICS)).headers.get('content-type')?.split(';')[0],
    'text/calendar',
  );
  assert.deepEqual(call, {
    errorStatus: 0,
    bookingInfo: {
      Version: '7.35',
      MeetingTimes: [{ UTCTime: start, CustomerTime: start, SOTime: local.SOTime }],
      CancelRescheduleLink: manage,
      Note: 'I look forward',
      CalendarEvent: call.bookingInfo.CalendarEvent,
      statusCode: '1',
      Message: null,
      CustomerName: 'John Smith',
      CustomerEmail: 'john@example.com',
      CustomerPhone: '1-2025550195',
      EventTypeName: 'Automatic booking',
      BookingId: [id],
    },
  });
  assert.equal(Date.parse(`${start}Z`) - Date.parse(`${local.SOTime}Z`), 5 * 3_600_000, 'New York, the host’s');
  await page.context().close();
});

test('nobody but the website that shows a page hears of its guest, and it hears nobody else', async () => {
  await office.calendarAt('origins', {}, { settings: { redirect_scheduled: `${website.origin}/thanks` } });
  const other = await startWebsite();
  // The site in between shows the page; the one around it listens too.
  const inner = website.show('/inner', `${listener}<div data-oh-booking-calendar-id="origins"></div>${script()}`);
  const outer = other.show(
    '/outer',
    `<script>heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>
    <iframe src="${inner}" width="900" height="900"></iframe>
    <script>setTimeout(() => frames[0].postMessage({ type: 'daybook.redirect', payload: { url: '${other.origin}/evil' } }, '*'), 0);</script>`,
  );
  const page = await openPage(browser, outer);
  await page.frameLocator('iframe').frameLocator('iframe').locator('.slot').first().waitFor();
  const middle = page.frames().find((each) => each.url() === inner)!;
  await middle.waitForFunction('heard.length > 0');
  // A website that pretends to be the page cannot lead ours away either.
  await middle.evaluate(`dispatchEvent(new MessageEvent('message', {
    data: { type: 'daybook.redirect', payload: { url: '${other.origin}/evil' } }, origin: '${other.origin}', source: parent }))`);
  await middle.waitForFunction('document.readyState === "complete"');
  assert.deepEqual(await heard(page), []);
  assert.deepEqual([page.url(), middle.url()], [outer, inner]);
  assert.deepEqual(other.queries('/evil'), []);
  await page.context().close();
});

test('a website that the account does not allow is shown nothing', async () => {
  const settings = { embed_origins: ['https://www.example.com'] };
  await office.calendarAt('not-here', {}, { settings });
  const url = website.show('/not-here', `<div data-oh-booking-calendar-id="not-here"></div>${script()}`);
  const page = await openPage(browser, url);
  await page.locator('iframe').waitFor();
  await page.waitForFunction('document.readyState === "complete"');
  assert.equal(await page.frameLocator('iframe').locator('.slot').count(), 0);
  await page.context().close();
});

test('the embed script is small, compressed, kept for an hour and then asked for again', async () => {
  for (const path of ['/embed.js', '/cal/embed.js', '/mergedjs/so.js']) {
    const reply = await fetch(server.url + path, { headers: { 'Accept-Encoding': 'gzip' } });
    const { headers } = reply;
    assert.deepEqual(
      [
        reply.status,
        headers.get('content-encoding'),
        headers.get('cache-control'),
        headers.get('cross-origin-resource-policy'),
      ],
      [200, 'gzip', 'public, max-age=3600', 'cross-origin'],
    );
    const again = await fetch(server.url + path, { headers: { 'If-None-Match': headers.get('etag')! } });
    assert.equal(again.status, 304);
  }
  const { gzipSync } = await import('node:zlib');
  const text = await (await fetch(`${server.url}/embed.js`)).text();
  const bytes = gzipSync(text, { level: 9 }).byteLength;
  assert.ok(bytes <= 5000, `${bytes} bytes`);
});

for (const embedOptions of [{ javaScriptEnabled: true }, { javaScriptEnabled: false }] as BrowserContextOptions[]) {
  const how = embedOptions.javaScriptEnabled ? 'with script' : 'without script';
  // What one of them books would be missing for the other.
  const host = embedOptions.javaScriptEnabled ? office.andrea : office.ben;

  test(`a guest is led on with exactly what the contract says of a calendar’s booking, ${how}`, async () => {
    const slug = `onward-${embedOptions.javaScriptEnabled}`;
    const thanks = website.show(`/${slug}`, '<h1>Thank you</h1>');
    const settings = {
      redirect_scheduled: `${thanks}?campaign=7`,
      redirect_with_answers: true,
      redirect_with_utm: true,
      note_field: 'off',
    };
    const questions = [
      { name: 'company', type: 'text' },
      { name: 'meeting_reason', type: 'text' },
      { name: 'unanswered', type: 'text' },
    ];
    const url = await office.calendarAt(slug, { questions }, { host, settings });
    const query = 'iana_time_zone=Asia/Kolkata&gclid=x1&utm_source=news&company=Acme&Meeting_Reason=Product%20Demo';
    const page = await openPage(browser, `${url}?${query}`, embedOptions);
    await page.locator('.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    await fillIn(page, 'Carrie Customer', 'Carrie-Customer@staticso2.com');
    await page.getByLabel('Online meeting').check();
    await page.locator('.send button').click();
    await page.waitForURL((at) => at.href.startsWith(thanks));
    const [given] = website.queries(`/${slug}`);
    const id = new URLSearchParams(given).get('id')!;
    const made = await booked(id);
    const time = (text: string) => text.replaceAll(':', '%3A');
    assert.equal(
      given,
      `campaign=7&booking_calendar=${made.booking_calendar}&subject=Talk+at+${slug}&status=scheduled` +
        `&customer_timezone=Asia%2FKolkata&id=${id}&creation_time=${time(made.creation_time)}` +
        `&starting_time=${time(made.starting_time)}&name=Carrie+Customer&email=Carrie-Customer%40staticso2.com` +
        '&company=Acme&meeting_reason=Product+Demo&gclid=x1&utm_source=news',
    );
    await page.context().close();
  });

  test(`a guest of a Classic page is led on with its own names, ${how}`, async () => {
    const slug = `financial-${embedOptions.javaScriptEnabled}`;
    const thanks = website.show(`/${slug}`, '<h1>Thank you</h1>');
    const id = await office.page({
      name: 'Financial',
      slug,
      owner: host,
      durations: [30],
      questions: [{ name: 'Team size', type: 'text' }],
    });
    await office.setOf(`booking-pages/${id}`, {
      redirect_scheduled: thanks,
      redirect_with_answers: true,
      company_field: 'optional',
    });
    const query =
      'iana_time_zone=America/New_York&company=Example%20Company&mobile=12025550195&note=I%20look%20forward&Team%20size=12';
    const page = await openPage(browser, `${server.url}/${slug}?${query}&utm_source=kept-back`, embedOptions);
    await page.locator('.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    await fillIn(page, 'John Smith', 'johnsmith@example.com');
    const online = page.getByLabel('Online meeting');
    if ((await online.count()) > 0) await online.check();
    await page.locator('.send button').click();
    await page.waitForURL((at) => at.href.startsWith(thanks));
    const [given] = website.queries(`/${slug}`);
    const meeting = new URLSearchParams(given).get('meetingTime')!;
    const creation = new URLSearchParams(given).get('creationTime')!;
    const place = new URLSearchParams(given).get('location')!;
    assert.match(meeting, /^2026-1[12]-\d\dT1[4-9]:[03]0:00\.000Z$/);
    const time = (text: string) => text.replaceAll(':', '%3A');
    assert.equal(
      given,
      'Name=John%20Smith&Email=johnsmith%40example.com&subject=Financial&company=Example%20Company&mobile=1-2025550195' +
        `&note=I%20look%20forward&location=${encodeURIComponent(place)}&Teamsize=12&bookingPage=${slug}` +
        `&creationTime=${time(creation)}&meetingTime=${time(meeting)}&timeZone=Eastern%20Time&utcOffset=-5`,
    );
    await page.context().close();
  });

  test(`who moves or cancels goes on as well, and takes nothing along, ${how}`, async () => {
    const slug = `moved-on-${embedOptions.javaScriptEnabled}`;
    const [moved, canceled] = ['moved', 'canceled'].map((name) => website.show(`/${slug}-${name}`, `<h1>${name}</h1>`));
    const settings = { redirect_rescheduled: moved, redirect_canceled: canceled, redirect_with_answers: true };
    const url = await office.calendarAt(slug, {}, { host, settings });
    const page = await openPage(browser, `${url}?utm_source=x`, embedOptions);
    await page.locator('.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    await fillIn(page);
    await page.getByLabel('Online meeting').check();
    await page.locator('.send button').click();
    await page.locator('#done').waitFor();
    const manage = page.url();
    await page.getByRole('link', { name: 'Pick another time' }).click();
    await page.locator('#reschedule').waitFor();
    await page.locator('a.slot').last().click();
    await page.getByRole('button', { name: 'Move the booking' }).click();
    await page.waitForURL(moved!);
    await page.goto(manage.replace(/&(done|from)=[^&]*/g, ''));
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await page.waitForURL(canceled!);
    await page.context().close();
  });
}

test('a guest in a frame is led on in the whole window', async () => {
  const thanks = website.show('/thanks-around', '<h1>Thank you</h1>');
  const settings = { redirect_scheduled: thanks, redirect_after_seconds: 0 };
  await office.calendarAt('framed-onward', {}, { settings });
  for (const [path, body] of [
    ['/by-script', `<div data-oh-booking-calendar-id="framed-onward"></div>${script()}`],
    ['/by-hand', `<iframe src="${server.url}/framed-onward" width="700" height="900"></iframe>`],
  ] as const) {
    const page = await openPage(browser, website.show(path, body));
    const frame = page.frameLocator('iframe');
    await frame.locator('.slot').first().click();
    await frame.locator('form[data-form]').waitFor();
    await frame.getByLabel('Name', { exact: true }).fill('Carrie Customer');
    await frame.getByLabel('E-mail', { exact: true }).fill('carrie@example.com');
    await frame.getByLabel('Online meeting').check();
    await frame.locator('.send button').click();
    await page.waitForURL(thanks);
    await page.context().close();
  }
});

test('a confirmation is seen for as long as the page says, with the way on in sight, and leads on only once', async () => {
  const thanks = website.show('/thanks-later', '<h1>Thank you</h1>');
  const settings = { redirect_scheduled: thanks, redirect_after_seconds: 60 };
  const url = await office.calendarAt('later', {}, { settings });
  const page = await openPage(browser, url);
  await page.locator('.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  await fillIn(page);
  await page.getByLabel('Online meeting').check();
  await page.locator('.send button').click();
  await page.locator('#done').waitFor();
  await shoot(page, 'onward');
  await page.getByRole('link', { name: 'Go there now' }).click();
  await page.waitForURL(thanks);
  server.clock.now += 11 * 60_000;
  await page.goBack();
  await page.locator('#done').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Go there now' }).count(), 0);
  server.clock.now -= 11 * 60_000;
  await page.context().close();
});

test('events reach the tag manager of the website, if it has one', async () => {
  await office.calendarAt('tags');
  const page = await openPage(
    browser,
    website.show(
      '/tags',
      `<script>dataLayer = []; heard = []</script><div data-oh-booking-calendar-id="tags"></div>${script()}`,
    ),
  );
  await page.waitForFunction('dataLayer.length > 0');
  assert.deepEqual(await page.evaluate('dataLayer.map(({ event, duration_minutes }) => [event, duration_minutes])'), [
    ['oncehub.booking_calendar.loaded', 30],
  ]);
  assert.deepEqual(await types(page), []);
  await page.context().close();
});
