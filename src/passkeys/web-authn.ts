/** The library, loaded when somebody first uses a passkey: it would take as long to load as half of all else. */
export function webAuthn(): Promise<typeof import('@simplewebauthn/server')> {
  return import('@simplewebauthn/server');
}
