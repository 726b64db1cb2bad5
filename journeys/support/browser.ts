import { spawnSync } from 'node:child_process';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** One page of a real browser that remembers what went wrong on it. */
export type Visit = {
  page: Page;
  /** Errors of the console, uncaught exceptions, and requests that left this machine. */
  complaints: string[];
  context: BrowserContext;
};

export type Eyes = { name: string; visit(options?: { locale?: string }): Promise<Visit>; close(): Promise<void> };

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--no-first-run', '--font-render-hinting=none', '--force-color-profile=srgb'],
];

/** Opens CHROME_PATH, else an installed Chrome or Chromium, else the one inside @sparticuz/chromium; `name` says which. */
export async function openBrowser(): Promise<Eyes> {
  const { path, name, more } = await findChrome();
  const browser = await chromium.launch({ executablePath: path, args: [...flags, ...more], headless: true });
  return {
    name: `${name} (${browser.version()})`,
    visit: ({ locale = 'en-US' } = {}) => visit(browser, locale),
    close: () => browser.close(),
  };
}

async function visit(browser: Browser, locale: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!/^(127\.0\.0\.1|localhost)$/.test(url.hostname) && !/^(data|blob|about):$/.test(url.protocol))
      complaints.push(`left the machine: ${request.url()}`);
  });
  return { page, complaints, context };
}

async function findChrome(): Promise<{ path: string; name: string; more: string[] }> {
  const own = process.env.CHROME_PATH;
  if (own) return { path: own, name: `CHROME_PATH ${own}`, more: [] };
  const known = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  const mac = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  for (const name of [...known, ...mac]) {
    const found = spawnSync(name, ['--version'], { encoding: 'utf8' });
    if (found.status !== 0) continue;
    const path = name.startsWith('/') ? name : spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim();
    return { path, name: `installed ${name}`, more: [] };
  }
  // Where it takes the machine for the one it was packed for, it brings the libraries (NSS) that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return { path: await packed.executablePath(), name: '@sparticuz/chromium', more: packed.args };
}
