import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/**
 * The package's own flags are made for Lambda: one process, which dies with its first closed page, and no web
 * security, which tests of pages must have. Playwright's defaults and these need neither.
 */
const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
];

/**
 * Starts a headless Chromium. On Linux x64 it is the one inside `@sparticuz/chromium`, with its libraries and fonts, so
 * that no system package is needed; elsewhere the installed Chrome. Whoever opens a browser closes it.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return chromium.launch({ channel: 'chrome', headless: true, args: flags });
  const folder = await unpackedChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: flags,
    env: {
      HOME: folder,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  });
}

/** The folder of the unpacked browser: made once per version and person, complete or not there at all. */
async function unpackedChromium(): Promise<string> {
  const { version } = await packageJson();
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `daybook-chromium-${version}-${user}`);
  if (await isOurs(folder, user)) return folder;
  const staging = await mkdtemp(`${folder}-`);
  // The package unpacks into the temporary folder, and its libraries only where it believes to be in a Lambda.
  const code = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  await mkdir(join(staging, 'fonts-cache'));
  await writeFile(join(staging, 'fonts.conf'), fontsConf(folder));
  // Test files run at the same time: whoever is second finds the folder taken and throws its own away.
  await rename(staging, folder).catch(() => rm(staging, { recursive: true }));
  if (!(await isOurs(folder, user))) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

async function packageJson(): Promise<{ version: string }> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return JSON.parse(await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8'));
}

async function isOurs(folder: string, user: number): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.uid === user;
}

/** The font inside the package before those of the machine, if it has any. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
