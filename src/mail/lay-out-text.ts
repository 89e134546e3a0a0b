import type { Letter } from './schema.ts';

/** A letter as plain text, which says all that its HTML says. */
export function layOutText(letter: Letter): string {
  const width = Math.max(0, ...letter.facts.map((fact) => fact.label.length)) + 2;
  const facts = letter.facts.map(
    ({ label, value }) => `${`${label}:`.padEnd(width)}${value.replaceAll('\n', `\n${' '.repeat(width)}`)}`,
  );
  const parts = [
    letter.title,
    letter.when.join('\n'),
    letter.text,
    facts.join('\n'),
    letter.actions.map(({ label, url }) => `${label}: ${url}`).join('\n'),
    [
      `-- \n${letter.footer}`,
      letter.unsubscribe === null ? '' : `${letter.unsubscribe.label}: ${letter.unsubscribe.url}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
