import { type Env, EnvError } from '#api/core/env.ts';
import { isAppError } from '#api/core/errors.ts';
import type { Log } from '#api/core/log.ts';
import { hasWords, type Locale, nearestLocale, translator } from '#locales/translate.ts';

/** Prints what the terminal's reader opens next, each under its name in `locales/<lang>/start.json`; what is absent is left out. */
export function sayWelcome(addresses: Record<string, string | null | undefined>): void {
  const t = translator(systemLocale());
  const lines = Object.entries(addresses).flatMap(([what, address]) =>
    address ? [`  ${t(`start.${what}`).padEnd(42)} ${address}`] : [],
  );
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

/** Prints in words why the house could not start. */
export function sayRefusal(error: unknown): void {
  const lines = refusalLines(error, systemLocale());
  process.stderr.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
}

function refusalLines(error: unknown, locale: Locale): string[] {
  const t = translator(locale);
  if (error instanceof EnvError) return error.problems;
  if (isAppError(error)) {
    const key = `errors.${error.code}`;
    return [hasWords(locale, key) ? t(key, error.values) : error.code];
  }
  const { code, port } = error as { code?: unknown; port?: unknown };
  if (code === 'EADDRINUSE') return [t('errors.start.port-taken', { port })];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

/** Better said than silently ignored. */
export function warnOfUnused(env: Env, log: Log): void {
  const set = { S3: env.s3 };
  const unused = Object.entries(set).flatMap(([name, value]) => (value ? [name] : []));
  if (unused.length > 0) log.warn({ unused }, 'set, but not used by this version');
}

function systemLocale(): Locale {
  return nearestLocale(Intl.DateTimeFormat().resolvedOptions().locale);
}
