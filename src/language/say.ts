import { numberText } from './dates.ts';
import { directionOf } from './direction.ts';

/** A text that depends on a count: one form for each of the language's plural categories that differ from `other`. */
export type Plural = { [Category in Intl.LDMLPluralRule]?: string } & { other: string };

/** What a table in another language must have to say the same. */
export type Shape<Value> = Value extends string
  ? string
  : Value extends { other: string }
    ? Plural
    : { [Key in keyof Value]: Shape<Value[Key]> };

const rules = new Map<string, Intl.PluralRules>();

/** A text with its `{places}` filled in, numbers in the language's digits; of a plural, the form for `values.count`. */
export function say(locale: string, text: string | Plural, values: Record<string, string | number> = {}): string {
  const chosen = typeof text === 'string' ? text : form(locale, text, Number(values.count));
  const isolate = directionOf(locale) === 'rtl';
  return chosen.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name] ?? whole;
    if (typeof value === 'number') return numberText(locale, value);
    // A name in Latin letters must not drag the marks beside it to its own direction.
    return isolate ? `\u2068${value}\u2069` : value;
  });
}

function form(locale: string, text: Plural, count: number): string {
  let rule = rules.get(locale);
  if (rule === undefined) {
    if (rules.size >= 500) rules.clear();
    rule = new Intl.PluralRules(locale);
    rules.set(locale, rule);
  }
  return text[rule.select(count)] ?? text.other;
}
