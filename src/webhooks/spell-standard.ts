/**
 * A webhook's secret as the libraries of Standard Webhooks take it: `whsec_` and base64. They sign with the bytes that the base64
 * stands for, which are the secret's text, so that both kinds of signatures have the same key.
 */
export function spellStandard(secret: string): string {
  return `whsec_${Buffer.from(secret, 'utf8').toString('base64')}`;
}
