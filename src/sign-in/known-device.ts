import { randomBytes } from 'node:crypto';
import type { Seal } from '../db/seal.ts';
import type { Visitor } from '../http/route.ts';

const deviceCookie = 'daybook_device';
const keptSeconds = 400 * 86_400;

/** The name of a device on which somebody with this address has signed in before; undefined on any other. */
export function knownDevice(visitor: Visitor, email: string, seal: Seal): string | undefined {
  try {
    const [whose, name] = JSON.parse(
      seal.open(Buffer.from(visitor.cookie(deviceCookie) ?? '', 'base64url')),
    ) as string[];
    return whose === email.toLowerCase() ? name : undefined;
  } catch {
    return undefined;
  }
}

/** Knows the device again when somebody next signs in with this address. */
export function rememberDevice(visitor: Visitor, email: string, seal: Seal): void {
  const name = knownDevice(visitor, email, seal) ?? randomBytes(12).toString('base64url');
  const sealed = seal.seal(JSON.stringify([email.toLowerCase(), name])).toString('base64url');
  visitor.setCookie(deviceCookie, sealed, keptSeconds);
}
