import { accountRoutes } from './accounts/routes.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { availabilityRoutes } from './availability/routes.ts';
import { bookingRoutes } from './bookings/routes.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { contactRoutes } from './contacts/routes.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { deliveryLogRoutes } from './delivery-log/routes.ts';
import { eventTypeRoutes } from './event-types/routes.ts';
import { sampleOf } from './events.ts';
import { guestSettingsRoutes } from './guest-settings/routes.ts';
import type { OutgoingOptions } from './http/outgoing.ts';
import type { Route } from './http/route.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { linkRoutes } from './links/routes.ts';
import type { Mailer } from './mail/open-mailer.ts';
import { mailRoutes } from './mail/routes.ts';
import { masterPageRoutes } from './master-pages/routes.ts';
import { mergeRoutes } from './merges/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { pageRoutes } from './pages/routes.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { passwordRoutes } from './passwords/routes.ts';
import type { LinkMailing } from './personal-links/mail-link.ts';
import { poolRoutes } from './pools/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { replayRoutes } from './replays/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { savedViewRoutes } from './saved-views/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import type { SignOnTools } from './sign-on/discover.ts';
import { signOnRoutes } from './sign-on/routes.ts';
import { type SignUpSettings, signUpRoutes } from './sign-up/routes.ts';
import { slotRoutes } from './slots/routes.ts';
import { teamRoutes } from './teams/routes.ts';
import { timelineRoutes } from './timeline/routes.ts';
import { twoFactorRoutes } from './two-factor/routes.ts';
import { userRoutes } from './users/routes.ts';
import { v1Routes } from './v1/routes.ts';
import { version } from './version.ts';
import type { WebhookSettings } from './webhooks/create.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** Every route of the API, in the order of the document. */
export function allRoutes(
  options: WebhookSettings &
    Pick<OutgoingOptions, 'lookup'> &
    Pick<SignUpSettings, 'everybodySignsUp'> &
    LinkMailing &
    SignOnTools & { mostUsers: number; mailer: Mailer },
): Route[] {
  const userAgent = `Daybook/${version}`;
  const people = { ...options, allRoutes: () => routes };
  const routes: Route[] = [
    ...accountRoutes,
    ...signInRoutes(people),
    ...signUpRoutes(people),
    ...sessionRoutes,
    ...passwordRoutes(options),
    ...twoFactorRoutes(options),
    ...passkeyRoutes,
    ...invitationRoutes(people),
    ...signOnRoutes(options),
    ...bookingRoutes,
    ...timelineRoutes,
    ...slotRoutes,
    ...calendarRoutes,
    ...pageRoutes,
    ...eventTypeRoutes,
    ...masterPageRoutes,
    ...poolRoutes,
    ...guestSettingsRoutes,
    ...attachmentRoutes,
    ...linkRoutes,
    ...userRoutes(options),
    ...availabilityRoutes,
    ...teamRoutes,
    ...savedViewRoutes,
    ...contactRoutes,
    ...mergeRoutes,
    ...privacyRoutes,
    ...conversationRoutes,
    ...webhookRoutes(options),
    ...deliveryRoutes,
    ...noticeRoutes,
    ...deliveryLogRoutes({ ...options, sampleOf, userAgent }),
    ...replayRoutes,
    ...notificationRoutes,
    ...messageRoutes,
    ...mailRoutes(options.mailer),
    ...reportRoutes,
    ...auditRoutes,
    ...v1Routes(options),
  ];
  return routes;
}
