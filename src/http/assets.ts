import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { BuildOptions } from 'esbuild';
import type { Context, Hono } from 'hono';
import { acceptedEncoding } from './compressed.ts';

/** A file that browsers keep for ever: its name changes with its content. */
export interface Asset {
  /** Below the server's root: `/assets/guest-1f2e3d4c.js`. */
  path: string;
  contentType: string;
  plain: Buffer;
  gzip: Buffer;
  brotli: Buffer;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const cacheFolder = path.join(root, 'node_modules', '.cache', 'daybook-assets');

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** What is bundled, as a path from the repository's top, by the name that pages know it by. */
export type Sources = Record<string, string>;

/**
 * Bundles and compresses what browsers get. It is done once for each state of the sources: the result is kept below
 * `node_modules`, with a list of the files that went into it and their hash, and a later start only reads them again. Where
 * nothing can be written, each start bundles anew. Throws with esbuild's message if a source cannot be built.
 */
export async function loadAssets(sources: Sources): Promise<Map<string, Asset>> {
  const loaded = Object.entries(sources).map(async ([name, source]) => {
    // Pages load scripts as they are, and modules by the names that they export.
    const format = name.endsWith('.mjs') ? 'esm' : 'iife';
    const { texts } = await bundled(name, source, { outfile: name, format });
    return [name, await asset(name, texts[name]!)] as const;
  });
  return new Map(await Promise.all(loaded));
}

/** A program of modules that a page loads as it needs them. */
export interface Modules {
  /** Where it begins. */
  entry: Asset;
  /** What the entry cannot begin without. */
  needed: Asset[];
  all: Asset[];
}

/** The same for a program that is split where it says `import()`: each part is a file of its own, loaded by the others. */
export async function loadModules(name: string, source: string): Promise<Modules> {
  const { texts, entry, needed } = await bundled(name, source, {
    outdir: name,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // The client can check signatures of webhooks, which a page has no use for.
    external: ['node:crypto'],
    // The parts name each other, so esbuild gives each the hash of what it holds and of whom it names.
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
  });
  const files = new Map<string, Asset>();
  await Promise.all(
    Object.entries(texts).map(async ([file, text]) => files.set(file, await asset(file, text, `/assets/${file}`))),
  );
  return { entry: files.get(entry!)!, needed: needed.map((file) => files.get(file)!), all: [...files.values()] };
}

/** Adds the files to an app. Every name carries its content's hash, so a browser never asks twice. */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addAssets(app: Hono<any>, assets: Iterable<Asset>): void {
  for (const each of assets) app.get(each.path, (c) => send(c, each));
}

/** For an address that websites have written down: browsers ask again after an hour, and are told if nothing has changed. */
export function sendByName(c: Context, { path: named, ...file }: Asset): Response {
  const etag = `"${/-([0-9a-f]+)\./.exec(named)![1]}"`;
  const headers = { ETag: etag, 'Cache-Control': 'public, max-age=3600' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  const response = send(c, { path: named, ...file });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function send(c: Context, { contentType, plain, gzip, brotli }: Asset): Response {
  const encoding = acceptedEncoding(c.req.header('accept-encoding'), ['br', 'gzip']);
  const body = encoding === 'br' ? brotli : encoding === 'gzip' ? gzip : plain;
  return c.body(new Uint8Array(body), 200, {
    'Content-Type': contentType,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    Vary: 'Accept-Encoding',
    ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
  });
}

/** Files that were bundled, the sources that they were made of, and the hash of all bytes of those. */
interface Kept {
  inputs: string[];
  hash: string;
  texts: Record<string, string>;
  entry: string | undefined;
  needed: string[];
}

function cacheFile(name: string): string {
  return path.join(cacheFolder, `${name}.json`);
}

async function bundled(name: string, source: string, how: BuildOptions): Promise<Kept> {
  return (await keptBundle(name)) ?? (await bundle(name, source, how));
}

async function keptBundle(name: string): Promise<Kept | undefined> {
  try {
    const kept = JSON.parse(await readFile(cacheFile(name), 'utf8')) as Kept;
    return (await hashOf(kept.inputs)) === kept.hash ? kept : undefined;
  } catch {
    return undefined; // none was kept, or one of its files is gone
  }
}

async function bundle(name: string, source: string, how: BuildOptions): Promise<Kept> {
  // Loaded when it is needed: most starts find a bundle that was kept.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    ...how,
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  // What the bundle depends on beside its files: this one, which says how it is made.
  const inputs = [...Object.keys(metafile.inputs), 'src/http/assets.ts', 'package-lock.json'].sort();
  const outputs = Object.entries(metafile.outputs);
  const [entry, made] = outputs.find(([, each]) => each.entryPoint === source) ?? [];
  const kept: Kept = {
    inputs,
    hash: await hashOf(inputs),
    texts: Object.fromEntries(outputFiles.map((file) => [path.relative(root, file.path), file.text])),
    entry,
    needed: (made?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map((each) => each.path),
  };
  const beside = `${cacheFile(name)}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  // Whole or not there at all, whoever else starts at the same time.
  await mkdir(cacheFolder, { recursive: true })
    .then(() => writeFile(beside, JSON.stringify(kept)))
    .then(() => rename(beside, cacheFile(name)))
    .catch(() => {});
  return kept;
}

async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const contents = await Promise.all(files.map((file) => readFile(path.join(root, file))));
  for (const [index, bytes] of contents.entries()) hash.update(`${files[index]} ${bytes.byteLength}\n`).update(bytes);
  return hash.digest('hex');
}

/** `at`: where it is found, if its name says already what it holds. */
async function asset(name: string, text: string, at?: string): Promise<Asset> {
  const plain = Buffer.from(text);
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(plain, { level: 9 }),
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  ]);
  const { name: stem, ext } = path.parse(name);
  const print = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  return {
    path: at ?? `/assets/${stem}-${print}${ext}`,
    contentType: contentTypes[ext]!,
    plain,
    gzip: zipped,
    brotli,
  };
}
