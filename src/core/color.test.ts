import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contrast, inkOn, legibleOn, tinted } from './color.ts';

const color = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

test('contrast is that of the standard', () => {
  assert.equal(contrast('#000000', '#ffffff').toFixed(2), '21.00');
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  assert.equal(contrast('#0b6b5f', '#0b6b5f'), 1);
});

test('whatever colour an account picks, it can be read on light and dark sheets and on its own tint', () => {
  fc.assert(
    fc.property(color, fc.constantFrom('#fffefb', '#1b1c1a'), (picked, sheet) => {
      const tint = tinted(picked, sheet, 0.18);
      const accent = legibleOn(picked, [sheet, tint], 4.6);
      assert.ok(contrast(accent, tint) >= 4.5, `${accent} on ${tint}`);
      assert.ok(contrast(accent, sheet) >= 4.5, `${accent} on ${sheet}`);
      assert.ok(contrast(inkOn(accent), accent) >= 4.5, `ink on ${accent}`);
    }),
    { numRuns: 2000 },
  );
});

test('a colour that can be read stays as it is', () => {
  assert.equal(legibleOn('#0b6b5f', ['#fffefb'], 4.5), '#0b6b5f');
});
