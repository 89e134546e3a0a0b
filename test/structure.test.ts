import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** Imports point down this list; nothing knows anything above it. */
const layers = [
  'main.ts',
  'admin.ts',
  'start.ts',
  'measure.ts',
  'demo.ts',
  'routes.ts',
  'events.ts',
  'config.ts',
  '<slice>',
  'http',
  'jobs',
  'db',
  'version.ts',
  'language',
  'core',
];
const notSlices = ['http', 'jobs', 'db', 'language', 'core'];

interface File {
  path: string;
  layer: string;
  slice: string | undefined;
  imports: string[];
}

const files: File[] = globSync('src/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.test-support.ts'))
  .map((file) => {
    const [, folder] = file.split('/');
    const top = file.split('/').length === 2 ? path.basename(file) : folder!;
    const slice = top.endsWith('.ts') || notSlices.includes(top) ? undefined : top;
    const text = readFileSync(file, 'utf8');
    const imports = [...text.matchAll(/(?:from|import)\s+'(\.[^']+)'/g)].map((match) =>
      path.join(path.dirname(file), match[1]!),
    );
    return { path: file, layer: slice === undefined ? top : '<slice>', slice, imports };
  });

const byPath = new Map(files.map((file) => [file.path, file]));

test('imports point down the house', () => {
  const guilty = files.flatMap((file) =>
    file.imports.flatMap((target) => {
      const other = byPath.get(target);
      if (other === undefined) return [];
      return layers.indexOf(other.layer) < layers.indexOf(file.layer) ? [`${file.path} imports ${target}`] : [];
    }),
  );
  assert.deepEqual(guilty, []);
  const unknown = files.filter((file) => !layers.includes(file.layer)).map((file) => file.path);
  assert.deepEqual(unknown, [], 'a new file at the top needs a place in the list of layers');
});

test('core imports nothing but itself', () => {
  const guilty = files
    .filter((file) => file.layer === 'core')
    .flatMap((file) =>
      file.imports
        .filter((target) => !target.startsWith('src/core/'))
        .map((target) => `${file.path} imports ${target}`),
    );
  assert.deepEqual(guilty, []);
});

test('no slice reads another slice’s store or routes', () => {
  const guilty = files.flatMap((file) =>
    file.imports.flatMap((target) => {
      const other = byPath.get(target);
      if (file.slice === undefined || other?.slice === undefined || other.slice === file.slice) return [];
      // A type says what a row looks like and reads nothing.
      const typeOnly = new RegExp(`import type [^;]*'[^']*${other.slice}/(store|routes)\\.ts'`).test(
        readFileSync(file.path, 'utf8'),
      );
      return /\/(store|routes)\.ts$/.test(target) && !typeOnly ? [`${file.path} imports ${target}`] : [];
    }),
  );
  assert.deepEqual(guilty, []);
});

test('slices form no cycle', () => {
  const needs = new Map<string, Set<string>>();
  for (const file of files) {
    for (const target of file.imports) {
      const other = byPath.get(target)?.slice;
      if (file.slice === undefined || other === undefined || other === file.slice) continue;
      needs.set(file.slice, (needs.get(file.slice) ?? new Set()).add(other));
    }
  }
  const cycles: string[] = [];
  const walk = (slice: string, trail: string[]) => {
    if (trail.includes(slice)) cycles.push([...trail, slice].join(' -> '));
    else for (const next of needs.get(slice) ?? []) walk(next, [...trail, slice]);
  };
  for (const slice of needs.keys()) walk(slice, []);
  assert.deepEqual(cycles, []);
});

test('a slice holds schema, routes, store, present, jobs and verbs, and no drawer for the rest', () => {
  const drawers = files.filter((file) =>
    /(^|\/)(utils?|helpers?|services?|types|index|misc|common)\.ts$/.test(file.path),
  );
  assert.deepEqual(
    drawers.map((file) => file.path),
    [],
  );
  const named = ['schema', 'routes', 'store', 'present', 'jobs'];
  const verbs = files.filter((file) => file.slice !== undefined && !named.includes(path.basename(file.path, '.ts')));
  const withoutVerb = verbs.filter(
    (file) => !/export (async )?function|export interface/.test(readFileSync(file.path, 'utf8')),
  );
  assert.deepEqual(
    withoutVerb.map((file) => file.path),
    [],
  );
});

test('only config.ts reads the environment, and no file of the product says where it was written', () => {
  const readers = files
    .filter((file) => /process\.env\b/.test(readFileSync(file.path, 'utf8')))
    .map((file) => file.path);
  const launchers = readers.filter((file) => file !== 'src/config.ts' && !file.startsWith('src/db/'));
  assert.deepEqual(launchers, []);
});

/** Files that reach out; any other would go past the guard. Databases and mail servers are where the operator says. */
const wayOut: Record<string, RegExp> = {
  'src/http/outgoing.ts': /undici/,
  'src/http/guarded-connector.ts': /undici/,
  'src/http/guarded-fetch.ts': /undici|fetch\(/,
  'src/http/name-lookup.ts': /node:dns/,
};

test('requests leave by src/http/outgoing.ts alone, which lets none go where it may not', () => {
  const opens =
    /'(undici|node:(dns|https|tls|http2|dgram)(\/promises)?)'|(?<![.\w])fetch\(|\bnew (WebSocket|EventSource)\b|\b(net|http)\.(connect|createConnection|request|get)\(/g;
  const guilty = files.flatMap((file) =>
    [...readFileSync(file.path, 'utf8').matchAll(opens)]
      .map(([found]) => found)
      .filter((found) => wayOut[file.path]?.test(found) !== true)
      .map((found) => `${file.path}: ${found}`),
  );
  assert.deepEqual(guilty, []);
});
