import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '#locales/en/admin.json' with { type: 'json' };
import ru from '#locales/ru/admin.json' with { type: 'json' };

const forms = ['one', 'few', 'many', 'other'];

function wordsAt(tree: object, key: string): unknown {
  return key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], tree);
}

function hasWords(key: string): boolean {
  return [ru, en].every((tree) =>
    [key, `${key}_other`].some((spelling) => typeof wordsAt(tree, spelling) === 'string'),
  );
}

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|api-types\.ts$/.test(path))
  .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  .join('\n');

describe('the words of the page', () => {
  it('are there for every key it asks for', () => {
    const literal = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
    const chosen = [...sources.matchAll(/\bt\([^)'`]*\? '([^']+)' : '([^']+)'/g)].flatMap(([, a = '', b = '']) => [
      a,
      b,
    ]);
    const keys = [...new Set([...literal, ...chosen])];
    expect(keys.length).toBeGreaterThan(200);
    expect(keys.filter((key) => !hasWords(key))).toEqual([]);
  });

  it('are there under every beginning that is put together', () => {
    const beginnings = [...sources.matchAll(/\b(?:t|has)\(\s*[^)]*?`([a-z-]+(?:\.[a-z-]+)*)\.\$\{/g)].map(
      (match) => match[1] ?? '',
    );
    expect(beginnings.length).toBeGreaterThan(15);
    for (const tree of [ru, en]) expect(beginnings.filter((key) => typeof wordsAt(tree, key) !== 'object')).toEqual([]);
  });

  it('are all asked for', () => {
    const leaves = (tree: object, path: string[] = []): string[] =>
      Object.entries(tree).flatMap(([name, value]) =>
        typeof value === 'string' ? [[...path, name].join('.')] : leaves(value as object, [...path, name]),
      );
    const unused = [...new Set(leaves(en).map((key) => key.replace(new RegExp(`_(${forms.join('|')})$`), '')))].filter(
      (key) => {
        const beginning = key.split('.').slice(0, -1).join('.');
        const isPut = sources.includes(`\`${beginning}.\${`) || key.startsWith('problems.');
        return !isPut && !sources.includes(`'${key}'`);
      },
    );
    expect(unused).toEqual([]);
  });
});
