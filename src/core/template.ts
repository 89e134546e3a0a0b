/** `{{name}}`, or `{{answer:name}}` with any name but braces in it. */
const placeholder = /\{\{\s*([a-z_]+)(?::([^{}]+))?\s*\}\}/g;

/** A text with a placeholder that has no meaning, and the known one that comes nearest. */
export interface BadPlaceholder {
  text: string;
  nearest: string;
}

/**
 * The first placeholder of a template that is not known, or braces that are none; undefined if the template can be filled.
 * `open` are known names that take any name behind a colon.
 */
export function badPlaceholder(
  template: string,
  known: readonly string[],
  open: readonly string[],
): BadPlaceholder | undefined {
  for (const [text, name, rest] of template.matchAll(placeholder)) {
    const good = rest === undefined ? known.includes(name!) : open.includes(name!);
    if (!good) return { text, nearest: `{{${nearest(name!, [...known, ...open])}}}` };
  }
  const stray = /\{\{[^}]{0,40}\}{0,2}|\}\}/.exec(template.replaceAll(placeholder, ''));
  if (stray === null) return undefined;
  const name = stray[0].replaceAll(/[^a-z_]/gi, '').toLowerCase();
  return { text: stray[0], nearest: `{{${nearest(name, known)}}}` };
}

/**
 * The template with its placeholders filled. Where all placeholders of a line are empty the line is left out, so that a
 * reason is only spoken of if there is one; a placeholder that `values` does not know is empty.
 */
export function fillTemplate(template: string, values: (name: string, rest?: string) => string): string {
  const lines = template.split('\n').flatMap((line) => {
    let placeholders = 0;
    let empty = 0;
    const filled = line.replaceAll(placeholder, (_, name: string, rest: string | undefined) => {
      const value = values(name, rest?.trim());
      placeholders++;
      if (value === '') empty++;
      return value;
    });
    return placeholders > 0 && placeholders === empty ? [] : [filled];
  });
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** A name that holds the word comes before one that only looks like it: `name` is short for `host_name`, not meant as `date`. */
function nearest(name: string, known: readonly string[]): string {
  const far = (other: string) => distance(name, other) + (name !== '' && other.includes(name) ? 0 : 100);
  return known.toSorted((a, b) => far(a) - far(b))[0]!;
}

/** How many letters must change to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
