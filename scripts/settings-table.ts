import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { configSchema, readConfig } from '../src/config.ts';

/** The table of settings in docs/self-hosting.md, made of the schema that reads them. */
export function settingsTable(): string {
  const { properties } = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
  const defaults: Record<string, unknown> = readConfig({});
  const rows = Object.entries(properties ?? {}).map(([name, property]) => {
    const { description = '' } = property as { description?: string };
    const value = defaults[name] ?? '';
    const shown = String(value) === '[object Object]' ? JSON.stringify(value).replace(/^\{\}$/, '') : String(value);
    return `| \`${name}\` | ${shown === '' ? '' : `\`${shown}\``} | ${description} |`;
  });
  return ['| Setting | Default | What it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Run by itself, it puts the table into the page. */
if (import.meta.main) {
  const file = 'docs/self-hosting.md';
  const page = readFileSync(file, 'utf8');
  writeFileSync(file, page.replace(/\| Setting \|[\s\S]*?(?=\n\n|\n*$)/, settingsTable()));
}
