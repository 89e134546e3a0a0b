const rightToLeft = ['ar', 'fa', 'he', 'ur'];

/** Which way a language is written; `locale` is a BCP 47 tag. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(locale.split('-', 1)[0]!.toLowerCase()) ? 'rtl' : 'ltr';
}
