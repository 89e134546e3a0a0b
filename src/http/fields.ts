import { z } from 'zod';
import { isZone } from '../core/zone.ts';
import { parsePhone } from './phone.ts';
import { type Problem, problem } from './problem.ts';
import { parseTime } from './time.ts';

/** Makes a zod check fail with a problem of the table; the app answers the first one that an input has. */
export function refuse(context: z.core.$RefinementCtx, found: Problem): never {
  context.addIssue({ code: 'custom', message: found.message, params: { problem: found } });
  return z.NEVER;
}

/** A time in a body or query, kept as milliseconds since the epoch. */
export function time(param: string) {
  return z
    .string()
    .meta({ format: 'date-time', examples: ['2026-12-02T06:30:00.000Z'] })
    .transform((text, context) => parseTime(text) ?? refuse(context, problem('invalid_date', { value: text, param })));
}

/** A calendar date that lies, in every zone, within the years that a time can be written in. */
export function calendarDate(param: string) {
  return z
    .string()
    .meta({ format: 'date', examples: ['2026-12-02'] })
    .transform((text, context) => {
      const date = text.trim();
      const isDate = z.iso.date().safeParse(date).success && date > '0001-01-02' && date < '9999-12-30';
      return isDate ? date : refuse(context, problem('invalid_date', { value: text, param }));
    });
}

/** A filter such as `creation_time.gt`: a date or a time, in any of the forms that clients send. */
export function timeFilter(param: string) {
  return time(param)
    .optional()
    .meta({
      description: `A date or a time in UTC; ${param.endsWith('.gt') ? 'only what is later' : 'only what is earlier'}.`,
    });
}

/** Query parameters of every list. */
export const paging = {
  limit: z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return 10;
      const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
      if (limit < 1 || limit > 100) return refuse(context, problem('limit_out_of_range', { value: text }));
      return limit;
    })
    .meta({ type: 'integer', minimum: 1, maximum: 100, default: 10, description: 'How many objects a page holds.' }),
  after: z.string().optional().meta({ description: 'Id of an object: the page of older objects that follows it.' }),
  before: z.string().optional().meta({ description: 'Id of an object: the page of newer objects that precedes it.' }),
};

/** Refuses two cursors, and a `.gt` later than its `.lt`. The last step of every list's query. */
export function checkedQuery<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).superRefine((query, context) => {
    const values = query as Record<string, unknown>;
    if (values.after !== undefined && values.before !== undefined) refuse(context, problem('both_cursors'));
    for (const [param, later] of Object.entries(values)) {
      if (!param.endsWith('.gt')) continue;
      const other = param.replace(/\.gt$/, '.lt');
      const earlier = values[other];
      if (typeof later === 'number' && typeof earlier === 'number' && later > earlier) {
        refuse(context, problem('date_range', { param, other }));
      }
    }
  });
}

/** Comma-separated properties to expand, with or without `data.` in front. */
export function expandable(...properties: string[]) {
  return z
    .string()
    .optional()
    .transform((text, context) => {
      const names = (text ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
      const wanted = new Set<string>();
      for (const name of names) {
        const property = name.replace(/^data\./, '');
        if (!properties.includes(property)) return refuse(context, problem('cannot_expand', { value: name }));
        wanted.add(property);
      }
      return wanted as ReadonlySet<string>;
    })
    .meta({ type: 'string', description: `Properties to expand, separated by commas: ${properties.join(', ')}.` });
}

/** The `id` of a path. */
export function idParam(example: string) {
  return z.object({ id: z.string().meta({ examples: [example] }) });
}

/** An IANA time zone. */
export function timeZone(param: string) {
  return z
    .string()
    .meta({ examples: ['America/New_York'] })
    .transform((name, context) =>
      isZone(name) ? name : refuse(context, problem('invalid_time_zone', { value: name, param })),
    );
}

/** A language and region as browsers name them (BCP 47), such as `en-GB` or `de`; in its canonical spelling. */
export function localeTag(param: string) {
  return z
    .string()
    .meta({ examples: ['en-GB'], maxLength: 50 })
    .transform((text, context) => {
      try {
        const [tag] = text.length > 50 ? [] : Intl.getCanonicalLocales(text);
        if (tag !== undefined) return tag;
      } catch {
        // A RangeError says what is said below.
      }
      return refuse(context, problem('invalid_value', { kind: 'locale', value: text, param }));
    });
}

/** An e-mail address as it can be written to: one @, a dotted domain, no blanks. */
export function email(param: string) {
  return z
    .string()
    .meta({ format: 'email', examples: ['carrie.customer@example.com'] })
    .transform((address, context) => {
      const trimmed = address.trim();
      return trimmed.length <= 254 && z.email().safeParse(trimmed).success
        ? trimmed
        : refuse(context, problem('invalid_email', { value: address, param }));
    });
}

/** A phone number with its country code, kept in E.164. */
export function phone(param: string) {
  return z
    .string()
    .meta({ examples: ['+12025550195'] })
    .transform(
      (text, context) => parsePhone(text) ?? refuse(context, problem('invalid_phone', { value: text, param })),
    );
}

/** A string of at most `most` characters. */
export function textUpTo(most: number, param: string) {
  return z
    .string()
    .superRefine((text, context) => {
      if (text.length > most) refuse(context, problem('too_long', { param, value: String(most) }));
    })
    .meta({ maxLength: most });
}

/** The same, but not blank. */
export function someText(most: number, param: string) {
  return textUpTo(most, param).superRefine((text, context) => {
    if (text.trim() === '') refuse(context, problem('missing_fields', { param }));
  });
}

/** The address of a web page: http or https, without a password in it. */
export function webUrl(param: string) {
  return textUpTo(2000, param)
    .superRefine((text, context) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
        refuse(context, problem('invalid_value', { kind: 'url', value: text.slice(0, 100), param }));
    })
    .meta({ format: 'uri', examples: ['https://example.com/'] });
}

/** A field that may be left out. Null says no more than nothing: programs that fill in forms send it for what they leave blank. */
export function leftOut<Inner extends z.ZodType>(inner: Inner) {
  return inner
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}

/** Refuses a change that changes nothing. */
export function needsSomething(change: object, context: z.core.$RefinementCtx): void {
  if (Object.values(change).every((value) => value === undefined)) refuse(context, problem('nothing_to_update'));
}

/** The addresses of a comma-separated list, as links and URLs of booking pages name people (contract 6.11 and 12.4). */
export function splitEmails(text: string | null | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((email) => email.trim())
    .filter((email) => email !== '');
}
