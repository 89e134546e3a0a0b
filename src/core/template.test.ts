import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { badPlaceholder, fillTemplate } from './template.ts';

const values = (name: string, rest?: string) =>
  ({ name: 'Carrie', reason: '', 'answer:size': '11-50' })[rest === undefined ? name : `${name}:${rest}`] ?? '';

test('placeholders are filled, with blanks within the braces or without', () => {
  assert.equal(fillTemplate('Hi {{name}} / {{ name }}, {{answer:size}}', values), 'Hi Carrie / Carrie, 11-50');
});

test('a line is left out if all placeholders in it are empty, and no gap stays behind', () => {
  assert.equal(fillTemplate('Hi {{name}}\n\nReason: {{reason}}\n\nBye', values), 'Hi Carrie\n\nBye');
  assert.equal(fillTemplate('{{name}}: {{reason}}', values), 'Carrie:');
  assert.equal(fillTemplate('No placeholder\n{{reason}}', values), 'No placeholder');
});

test('what is filled in is not filled in again', () => {
  assert.equal(
    fillTemplate('{{name}}', () => '{{secret}}'),
    '{{secret}}',
  );
});

test('a placeholder that is not known is named with the nearest one', () => {
  const bad = (template: string) => badPlaceholder(template, ['guest_name', 'host_name', 'date'], ['answer']);
  assert.equal(bad('Hi {{guest_name}}, {{answer:company size}}'), undefined);
  assert.equal(bad('no braces, {one} brace'), undefined);
  assert.deepEqual(bad('{{gest_name}}'), { text: '{{gest_name}}', nearest: '{{guest_name}}' });
  assert.deepEqual(bad('{{name}}'), { text: '{{name}}', nearest: '{{host_name}}' });
  assert.deepEqual(bad('{{date:x}}'), { text: '{{date:x}}', nearest: '{{date}}' });
  assert.deepEqual(bad('{{Guest Name}}'), { text: '{{Guest Name}}', nearest: '{{guest_name}}' });
  assert.equal(bad('{{answer}}')?.text, '{{answer}}');
  for (const broken of ['{{date', 'date}}', '{{}}', '{{date}']) assert.notEqual(bad(broken), undefined, broken);
});

test('a template without a bad placeholder leaves no braces behind, whatever the text', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('{{name}}', '{{', '}}', '{', '}', '\n'))), (parts) => {
      const template = parts.join('');
      fc.pre(badPlaceholder(template, ['name'], []) === undefined);
      assert.doesNotMatch(
        fillTemplate(template, () => 'x'),
        /\{\{|\}\}/,
      );
    }),
  );
});
