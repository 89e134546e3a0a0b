import { loadAccount } from '../accounts/load-account.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import type { Mailer } from './open-mailer.ts';
import { presentMail } from './present.ts';
import { mail, mailListQuery, testMail, testMailBody } from './schema.ts';
import { sendTestMail } from './send-test-mail.ts';
import { findMail, listMails } from './store.ts';

const tag = 'Mail';

/** What the API offers of mail: reading what was sent, and trying whether it can be. */
export function mailRoutes(mailer: Mailer): Route[] {
  return [
    route({
      method: 'GET',
      path: '/v2/mails',
      id: 'listMails',
      tag,
      summary: 'List mails',
      description: 'What was written to guests, hosts and others, newest first.',
      extension: true,
      query: mailListQuery,
      reply: listOf(mail),
      problems: ['date_range', 'invalid_date', 'limit_out_of_range', 'both_cursors', 'invalid_value', 'no_such_mail'],
      handle: async ({ query }, context) => {
        const { accountId } = context.caller;
        const page = await context.db.read(accountId, (tx) => listMails(tx, accountId, query));
        return listReply(foundPage(page, 'no_such_mail', query), context, query.limit, presentMail);
      },
    }),
    route({
      method: 'GET',
      path: '/v2/mails/{id}',
      id: 'getMail',
      tag,
      summary: 'Get a mail',
      extension: true,
      params: idParam('MAIL-7Q2MB4KX0ZWD9A'),
      reply: mail,
      problems: ['no_such_mail'],
      handle: async ({ params }, { db, caller }) => {
        const row = await db.read(caller.accountId, (tx) => findMail(tx, caller.accountId, params.id));
        if (row === undefined) throw problem('no_such_mail', { value: params.id });
        return presentMail(row);
      },
    }),
    route({
      method: 'POST',
      path: '/v2/mails/test',
      id: 'sendTestMail',
      tag,
      summary: 'Send a test mail',
      description:
        'Waits for the mail server and answers with what it said, word for word. The answer is 200 also if the mail could not be sent.',
      extension: true,
      reachesOut: true,
      body: testMailBody,
      example: { to: 'andrea.hartie@example.com' },
      reply: testMail,
      problems: ['unsupported_fields', 'missing_fields', 'invalid_email', 'invalid_value'],
      handle: async ({ body }, { db, caller, now }) => {
        const account = await db.read(caller.accountId, (tx) => loadAccount(tx, caller.accountId));
        return sendTestMail(mailer, { ...body, account: account.name, now });
      },
    }),
  ];
}
