import { offerCalendar } from '../calendars/offer-calendar.ts';
import { idParam } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { findMasterPage } from '../master-pages/find-master-page.ts';
import { createLink } from './create-link.ts';
import { presentCreatedLink, presentLink } from './present.ts';
import { createdLink, linkDetails, newLink } from './schema.ts';
import { findLinkRow } from './store.ts';

const tag = 'One-time links';

export const linkRoutes = [
  route({
    method: 'POST',
    path: '/v2/booking-calendars/{id}/one-time-links',
    id: 'createOneTimeLink',
    tag,
    summary: 'Create a one-time link of a booking calendar',
    description: 'The link takes one booking and is then used up. Unused it lives for 90 days.',
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    params: idParam('BKC-LDJ878496X'),
    body: newLink,
    example: {
      hide_url_params: true,
      booking_form: { name: 'Carrie Customer', email: 'carrie.customer@example.com' },
      utm_params: { source: 'newsletter' },
      booking_settings: { duration_minutes: 30, skip: ['contact_info'] },
    },
    bodyOptional: true,
    reply: createdLink,
    problems: ['no_such_booking_calendar', 'no_links_here', 'invalid_value', 'too_long', 'invalid_link_duration'],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const offering = await offerCalendar(tx, caller.accountId, params.id);
        if (!offering.open) throw problem('no_links_here', { value: params.id });
        const minutes = body.booking_settings?.duration_minutes;
        const { durations } = offering.rules;
        if (minutes != null && !durations.includes(minutes))
          throw problem('invalid_link_duration', { value: String(minutes), other: durations.join(', ') });
        const row = await createLink(tx, caller.accountId, { calendar: params.id }, body, now);
        return presentCreatedLink(row, baseUrl);
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/master-pages/{id}/one-time-links',
    id: 'createOneTimeLinkOfMasterPage',
    tag,
    summary: 'Create a one-time link of a master page',
    description:
      'For master pages whose rules find the hosts. The link takes one booking; unused it lives for 90 days.',
    params: idParam('MP-73E6RHFU77'),
    reply: createdLink,
    problems: ['no_such_master_page', 'master_page_deleted', 'no_links_on_master_page'],
    handle: async ({ params }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const page = await findMasterPage(tx, caller.accountId, params.id);
        if (page.deleted) throw problem('master_page_deleted', { value: params.id });
        if (!page.ruled) throw problem('no_links_on_master_page', { value: params.id });
        const row = await createLink(tx, caller.accountId, { master: params.id }, newLink.parse({}), now);
        return presentCreatedLink(row, baseUrl);
      }),
  }),
  route({
    method: 'GET',
    path: '/v2/one-time-links/{id}',
    id: 'getOneTimeLink',
    tag,
    summary: 'Get a one-time link',
    description: 'What it holds, and whether it is still good.',
    reach: { teamManager: 'team', member: 'own', of: 'link' },
    extension: true,
    params: idParam('QUHVEKLPD93M'),
    reply: linkDetails,
    problems: ['no_such_link'],
    handle: async ({ params }, { db, caller, now, baseUrl }) => {
      const row = await db.read(caller.accountId, (tx) => findLinkRow(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_link', { value: params.id });
      return presentLink(row, baseUrl, now);
    },
  }),
];
