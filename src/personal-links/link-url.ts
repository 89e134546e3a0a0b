import type { LinkPurpose } from './store.ts';

/** Where in the console a link of each purpose leads. */
const pages: Record<LinkPurpose, string> = { invitation: 'invitation', password: 'new-password' };

/** The address of a link. */
export function linkUrl(purpose: LinkPurpose, token: string, baseUrl: string): string {
  return `${baseUrl}/console/${pages[purpose]}?token=${token}`;
}
