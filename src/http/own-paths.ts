/** First parts of the server's own addresses, in small letters; no public page can have them. */
export const ownPaths: ReadonlySet<string> = new Set([
  'assets',
  'console',
  'docs',
  'embed',
  'healthz',
  'images',
  'login',
  'metrics',
  'openapi.json',
  'readyz',
  'sign-on',
  'unsubscribe',
]);
