import type { ComponentType } from 'preact';
import type { IconName } from '../parts/icon.tsx';
import { inLanguage } from './words.ts';

/** What a screen gets: the parts of its path that have names. */
export interface ScreenProps {
  params: Record<string, string>;
}

export interface Screen {
  /** With `:name` for what changes, `:name?` for what may be missing: `/bookings/:id?`. */
  path: string;
  title: string;
  /** Loads the screen's own file, and with it everything that only it needs. */
  load: () => Promise<{ default: ComponentType<ScreenProps> }>;
  /** Its place in the navigation, if it has one. */
  nav?: { icon: IconName; href: string; keys: string };
  /** The operation of the API without which it shows nothing; it is there for those whose role permits that. */
  needs?: string;
}

const words = inLanguage({
  en: {
    home: 'Home',
    bookings: 'Bookings',
    day: 'Day sheet',
    reports: 'Reports',
    api: 'API & webhooks',
    webhook: 'Webhook',
    people: 'People',
    audit: 'Audit log',
  },
  de: {
    home: 'Start',
    bookings: 'Buchungen',
    day: 'Tagesblatt',
    reports: 'Berichte',
    api: 'API & Webhooks',
    webhook: 'Webhook',
    people: 'Personen',
    audit: 'Änderungsprotokoll',
  },
});

/** Every screen. A new one is a folder below `screens` and an entry here; navigation, palette and shortcuts follow. */
export const screens: readonly Screen[] = [
  {
    path: '/',
    title: words.home,
    load: () => import('../screens/home/home.tsx'),
    nav: { icon: 'home', href: '/', keys: 'g h' },
  },
  {
    path: '/bookings/day/:date?',
    title: words.day,
    load: () => import('../screens/bookings/day-sheet.tsx'),
  },
  {
    path: '/bookings/:id?',
    title: words.bookings,
    load: () => import('../screens/bookings/bookings.tsx'),
    nav: { icon: 'calendar', href: '/bookings', keys: 'g b' },
  },
  {
    path: '/reports/print',
    title: words.reports,
    load: () => import('../screens/reports/print.tsx'),
    needs: 'getReportTotals',
  },
  {
    path: '/reports',
    title: words.reports,
    load: () => import('../screens/reports/reports.tsx'),
    nav: { icon: 'chart', href: '/reports', keys: 'g r' },
    needs: 'getReportTotals',
  },
  {
    path: '/api',
    title: words.api,
    load: () => import('../screens/api/api.tsx'),
    nav: { icon: 'plug', href: '/api', keys: 'g a' },
    needs: 'listWebhooks',
  },
  {
    path: '/api/webhooks/:id/:delivery?',
    title: words.webhook,
    load: () => import('../screens/api/webhook.tsx'),
    needs: 'listWebhooks',
  },
  {
    path: '/people',
    title: words.people,
    load: () => import('../screens/people/people.tsx'),
    nav: { icon: 'people', href: '/people', keys: 'g p' },
    needs: 'listUsers',
  },
  {
    path: '/audit',
    title: words.audit,
    load: () => import('../screens/audit/audit.tsx'),
    nav: { icon: 'clock', href: '/audit', keys: 'g l' },
    needs: 'listAuditEntries',
  },
];
