import { invalidArguments, SlackError } from './errors.ts';
import type { Json } from './model.ts';

/** A call's arguments as sent: strings from forms, anything from JSON. */
export type Args = Json;

/** A text argument, or null when it is absent or empty. Numbers and booleans count as their text. */
export function text(args: Args, name: string): string | null {
  const value = args[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalidArguments(`must provide a string [json-pointer:/${name}]`);
}

/** A text argument that must be there; refuses `invalid_arguments`. */
export function needText(args: Args, name: string): string {
  const value = text(args, name);
  if (value === null) throw invalidArguments(`missing required field: ${name}`);
  return value;
}

export function flag(args: Args, name: string): boolean {
  const value = args[name];
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** A whole number within bounds, or `fallback` when absent; refuses `code`. */
export function whole(
  args: Args,
  name: string,
  fallback: number,
  [min, max]: [number, number],
  code = 'invalid_limit',
): number {
  const value = text(args, name);
  if (value === null) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < min) throw new SlackError(code);
  return Math.min(number, max);
}

/** A structure: an object or list in a JSON body, JSON inside a string in a form. `undefined` when absent or empty. */
export function structure(args: Args, name: string, broken: () => SlackError): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw broken();
  }
}

/** A list of ids, comma-separated or JSON. */
export function idList(args: Args, name: string): string[] {
  const value = args[name];
  if (Array.isArray(value)) return value.map(String);
  const joined = text(args, name);
  if (joined === null) return [];
  if (joined.startsWith('[')) {
    const parsed = structure(args, name, () => invalidArguments(`must be valid JSON [json-pointer:/${name}]`));
    if (Array.isArray(parsed)) return parsed.map(String);
  }
  return joined.split(',').map((id) => id.trim());
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
