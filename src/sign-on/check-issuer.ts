import { type AllowedHosts, acceptableUrl } from '../http/address-guard.ts';
import { problem } from '../http/problem.ts';

/** Refuses an issuer that no request of ours could reach: https and public, but for hosts that the operator trusts. */
export function checkIssuer(issuer: string, allowed: AllowedHosts): void {
  if (acceptableUrl(issuer, allowed) === undefined) throw problem('invalid_issuer', { value: issuer });
}
