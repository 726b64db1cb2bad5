import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasWords, locales, translator, words } from './translate.ts';

/** Values that are the same in both languages on purpose. */
const same = new Set(['resident.bills.chosen']);
const plural = /_(zero|one|two|few|many|other)$/;

type Leaf = { key: string; value: string };

function leaves(tree: object, path = ''): Leaf[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = path === '' ? name : `${path}.${name}`;
    return typeof value === 'string' ? [{ key, value }] : leaves(value as object, key);
  });
}

const ru = leaves(words.ru);
const en = leaves(words.en);
const bases = (all: Leaf[]) => [...new Set(all.map(({ key }) => key.replace(plural, '')))].sort();
const holes = (value: string) => [...value.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1]).sort();

describe('the words', () => {
  it('have the same keys in both languages', () => {
    expect(bases(ru)).toEqual(bases(en));
  });

  it('are never empty, and Russian ones are in Russian', () => {
    const english = new Map(en.map(({ key, value }) => [key.replace(plural, ''), value]));
    const wrong = ru.filter(({ key, value }) => {
      if (same.has(key)) return false;
      const hasLetters = /\p{L}/u.test(value.replace(/\{\{[^}]*\}\}/g, ''));
      return hasLetters && (!/[а-яё]/i.test(value) || value === english.get(key.replace(plural, '')));
    });
    expect(wrong).toEqual([]);
    expect([...ru, ...en].filter(({ value }) => value.trim() === '').map(({ key }) => key)).toEqual([]);
    expect(
      en.filter(({ key, value }) => /[а-яё]/i.test(value) && key !== 'common.language').map(({ key }) => key),
    ).toEqual([]);
  });

  it('have every plural form of their language', () => {
    for (const [all, forms] of [
      [ru, ['few', 'many', 'one', 'other']],
      [en, ['one', 'other']],
    ] as const) {
      const counted = new Map<string, string[]>();
      for (const { key } of all) {
        const form = plural.exec(key)?.[1];
        const base = key.replace(plural, '');
        if (form) counted.set(base, [...(counted.get(base) ?? []), form]);
      }
      for (const [base, found] of counted) expect([base, found.sort()]).toEqual([base, [...forms]]);
    }
  });

  it('name the same values in both languages', () => {
    const english = new Map(en.map(({ key, value }) => [key, value]));
    for (const { key, value } of ru) {
      const other = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? '';
      // A form of a plural may leave its number to the words: “once”.
      const said = (text: string) => new Set(holes(text).filter((name) => name !== 'count' || !plural.test(key)));
      expect([key, said(value)]).toEqual([key, said(other)]);
    }
  });
});

describe('the code', () => {
  const files = ['api', 'bot'].flatMap((folder) => sources(join(import.meta.dirname, '..', folder)));

  it('asks for no words that are not there', () => {
    const missing = new Set<string>();
    for (const { path, text } of files) {
      for (const match of text.matchAll(/(?<![\w.])(?:\w+\.)*t\(\s*'([a-z][\w.-]+)'/g)) {
        const key = match[1] ?? '';
        if (!locales.every((locale) => hasWords(locale, key) || hasWords(locale, `${key}_other`)))
          missing.add(`${key} in ${path}`);
      }
      // A key handed on before it is asked for; only the bots do so.
      const handed = path.includes('/bot/') ? text.matchAll(/'((?:resident|notices|slack)\.[a-z][\w.-]+[\w])'/g) : [];
      for (const match of handed) {
        const key = match[1] ?? '';
        if (key.endsWith('.ts')) continue;
        if (!locales.every((locale) => hasWords(locale, key) || hasWords(locale, `${key}_other`) || isBranch(key)))
          missing.add(`${key} in ${path}`);
      }
    }
    expect([...missing]).toEqual([]);
  });

  it('refuses nothing without a sentence', () => {
    const codes = new Set<string>();
    for (const { text } of files) {
      for (const match of text.matchAll(/new AppError\(\s*'([^']+)'/g)) codes.add(match[1] ?? '');
      for (const match of text.matchAll(/\bfound\([^;]{0,400}?,\s*'([a-z-]+)'\s*,?\s*\)/g))
        codes.add(`${match[1]}.not-found`);
    }
    const silent = [...codes].filter((code) => !locales.every((locale) => hasWords(locale, `errors.${code}`)));
    expect(silent).toEqual([]);
    expect(codes.size).toBeGreaterThan(40);
  });
});

it('a key without words is an error, not a key on a screen', () => {
  expect(() => translator('en')('resident.no-such-words')).toThrow('no words for');
});

/** A dotted name that leads to more names: the beginning of a key that is put together. */
function isBranch(key: string): boolean {
  return en.some((leaf) => leaf.key.startsWith(`${key}.`));
}

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|testing\.ts$/.test(path))
    .map((path) => ({ path: join(folder, path), text: readFileSync(join(folder, path), 'utf8') }));
}
