/** HTML that may go out as it is: made by `html` alone, which escapes whatever is put into it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What a template takes. Nothing is shown for what is absent or false, so that `condition && html…` works. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template whose values are escaped, for element content and for quoted attributes; `Html` inside stays HTML. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let text = parts[0]!;
  for (const [index, value] of values.entries()) text += rendered(value) + parts[index + 1];
  return new Html(text);
}

/** Pieces of HTML with something between each two. */
export function joined(pieces: readonly HtmlValue[], separator: HtmlValue): Html {
  return new Html(pieces.map(rendered).join(rendered(separator)));
}

function rendered(value: HtmlValue): string {
  if (value === false || value === null || value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(rendered).join('');
  return String(value).replace(/[&<>"']/g, (character) => entities[character]!);
}
