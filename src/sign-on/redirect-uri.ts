export const callbackPath = '/sign-on/callback';

/** Where providers send people back to. */
export function redirectUri(baseUrl: string): string {
  return `${baseUrl}${callbackPath}`;
}
