/**
 * Who passkeys are made for: the host that people see, and the origins that may ask for them. On the machine itself that is
 * `localhost` whatever the address, since no passkey is made for a number.
 */
export function relyingParty(baseUrl: string): { id: string; origins: string[] } {
  const url = new URL(baseUrl);
  const local = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (!local) return { id: url.hostname, origins: [url.origin] };
  const port = url.port === '' ? '' : `:${url.port}`;
  return { id: 'localhost', origins: [`${url.protocol}//localhost${port}`] };
}

/** The signatures that are taken: Ed25519, ES256 and RS256, which every device knows one of. */
export const algorithms = [-8, -7, -257];
