import type { Plain } from './types.ts';

/** The plain value inside an element's state (`view.state.values`), whatever the element. */
export function plainOf(state: Record<string, unknown> | undefined): Plain {
  if (!state) return null;
  for (const [name, value] of Object.entries(state)) {
    if (name === 'type' || name === 'timezone' || value === null || value === undefined) continue;
    if (name === 'rich_text_value') return wordsOf(value);
    if (Array.isArray(value)) return value.map(single);
    return single(value);
  }
  return null;
}

/** What an element starts with, from its `initial_…` members. */
export function initialOf(element: object): Plain {
  for (const [name, value] of Object.entries(element)) {
    if (!name.startsWith('initial_') || value === null || value === undefined) continue;
    if (Array.isArray(value)) return value.map(single);
    return typeof value === 'object' && 'elements' in value ? wordsOf(value) : single(value);
  }
  return null;
}

function single(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('value' in value) return String(value.value);
  return 'id' in value ? String(value.id) : '';
}

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const own = 'text' in value && typeof value.text === 'string' ? value.text : '';
  const inner = 'elements' in value && Array.isArray(value.elements) ? value.elements.map(wordsOf).join('') : '';
  return own + inner;
}

export function asList(value: Plain): string[] {
  return value === null ? [] : Array.isArray(value) ? value : [value];
}

export function asText(value: Plain): string {
  return value === null ? '' : Array.isArray(value) ? (value[0] ?? '') : value;
}
