import { readFileSync } from 'node:fs';

/** A page of the developer centre: its address below `/docs`, and the Markdown file that holds it, from the repository's top. */
export interface DocsPage {
  slug: string;
  file: string;
  title: string;
  markdown: string;
}

/** What readers see beside the text, in this order. The page without a slug is the start. */
const contents: readonly { title: string; pages: readonly { slug: string; file: string }[] }[] = [
  {
    title: 'Start here',
    pages: [
      { slug: '', file: 'docs/developers/introduction.md' },
      { slug: 'authentication', file: 'docs/developers/authentication.md' },
      { slug: 'client', file: 'packages/client/README.md' },
    ],
  },
  {
    title: 'Every request',
    pages: [
      { slug: 'errors', file: 'docs/developers/errors.md' },
      { slug: 'pagination', file: 'docs/developers/pagination.md' },
      { slug: 'expanding', file: 'docs/developers/expanding.md' },
      { slug: 'deleted-objects', file: 'docs/developers/deleted-objects.md' },
      { slug: 'rate-limits', file: 'docs/developers/rate-limits.md' },
      { slug: 'safe-retries', file: 'docs/developers/safe-retries.md' },
      { slug: 'versions', file: 'docs/developers/versions.md' },
      { slug: 'api-v1', file: 'docs/api-v1.md' },
    ],
  },
  {
    title: 'Calendars, events and pages',
    pages: [
      { slug: 'booking-calendars', file: 'docs/developers/booking-calendars.md' },
      { slug: 'booking-pages', file: 'docs/developers/booking-pages.md' },
      { slug: 'pages-for-guests', file: 'docs/developers/pages-for-guests.md' },
      { slug: 'guest-settings', file: 'docs/developers/guest-settings.md' },
      { slug: 'finding-bookings', file: 'docs/developers/finding-bookings.md' },
      { slug: 'contacts', file: 'docs/developers/contacts.md' },
      { slug: 'reports', file: 'docs/developers/reports.md' },
      { slug: 'why-not', file: 'docs/developers/why-not.md' },
      { slug: 'one-time-links', file: 'docs/developers/one-time-links.md' },
      { slug: 'webhooks', file: 'docs/webhooks.md' },
      { slug: 'notifications', file: 'docs/developers/notifications.md' },
      { slug: 'delivery-log', file: 'docs/developers/delivery-log.md' },
      { slug: 'client-side', file: 'docs/developers/client-side.md' },
    ],
  },
  {
    title: 'Recipes',
    pages: [
      { slug: 'recipes/polling', file: 'docs/developers/recipes/polling.md' },
      { slug: 'recipes/verify-signatures', file: 'docs/developers/recipes/verify-signatures.md' },
      { slug: 'recipes/co-hosts', file: 'docs/developers/recipes/co-hosts.md' },
      { slug: 'recipes/login-integration', file: 'docs/developers/recipes/login-integration.md' },
      { slug: 'recipes/web-form', file: 'docs/developers/recipes/web-form.md' },
    ],
  },
  {
    title: 'Background',
    pages: [
      { slug: 'self-hosting', file: 'docs/self-hosting.md' },
      { slug: 'mail', file: 'docs/mail.md' },
      { slug: 'operating-webhooks', file: 'docs/operating-webhooks.md' },
      { slug: 'time', file: 'docs/time.md' },
      { slug: 'glossary', file: 'docs/glossary.md' },
    ],
  },
];

/** A group of pages under one heading of the contents. */
export interface DocsSection {
  title: string;
  pages: readonly DocsPage[];
}

/** The pages with their texts, read from the disk. A page's first heading is its title. */
export function readDocs(): readonly DocsSection[] {
  return contents.map(({ title, pages }) => ({
    title,
    pages: pages.map(({ slug, file }) => {
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
      const [, heading, markdown] = /^# (.*)\n([\s\S]*)$/.exec(text)!;
      return { slug, file, title: heading!, markdown: markdown! };
    }),
  }));
}
