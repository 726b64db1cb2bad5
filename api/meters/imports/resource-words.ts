import { type Resource, resources } from '../schema.ts';

/** How billing programs call what a meter measures, by how the word begins. */
const words: [Resource, readonly string[]][] = [
  ['cold-water', ['хвс', 'хв', 'холодн', 'cold']],
  ['hot-water', ['гвс', 'гв', 'горяч', 'hot']],
  ['electricity', ['эл', 'свет', 'electr', 'power']],
  ['gas', ['газ', 'gas']],
  ['heating', ['тепл', 'отопл', 'heat']],
  ['other', ['проч', 'друг', 'other']],
];

/** What a meter measures, from the word of a file; null for a word nobody knows. */
export function resourceNamed(word: string): Resource | null {
  const said = word.trim().toLowerCase().replaceAll('ё', 'е');
  return (
    resources.find((resource) => resource === said) ??
    words.find(([, beginnings]) => beginnings.some((beginning) => said.startsWith(beginning)))?.[0] ??
    null
  );
}
