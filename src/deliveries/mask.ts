/** Headers whose values nobody who reads a log should have. */
const secretHeader = /^(set-cookie|authorization|proxy-authorization|api-key)$/i;

/** What stands in the place of a secret. */
const masked = '[masked]';

type Headers = Record<string, string | string[]>;

/** Makes texts and headers fit to be kept: without `words`, such as secrets and signatures that an endpoint sent back. */
export function mask(words: readonly string[]): {
  text(text: string): string;
  headers<H extends Headers>(headers: H): H;
} {
  const text = (from: string) => words.reduce((rest, word) => rest.replaceAll(word, masked), from);
  return {
    text,
    headers: <H extends Headers>(headers: H) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => {
          if (secretHeader.test(name)) return [name, masked];
          return [name, Array.isArray(value) ? value.map(text) : text(value)];
        }),
      ) as H,
  };
}
