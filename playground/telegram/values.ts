import { badRequest } from './errors.ts';

/** Turns a value as it came (JSON, or text from a form) into the right type, or throws Telegram's refusal. */
export type Checker = (value: unknown, at: Place) => unknown;
export type Place = { name: string; owner: string; nested: boolean; warnings: string[] };

/** How the server calls the objects it fails to read. */
const objectNames: [RegExp, string][] = [
  [/^InlineKeyboardButton$/, "Can't parse inline keyboard button: "],
  [/^KeyboardButton$/, "Can't parse keyboard button: "],
  [/^InputMedia/, "Can't parse InputMedia: "],
  [/^BotCommand$/, "Can't parse BotCommand: "],
  [/^LabeledPrice$/, "Can't parse labeled price: "],
  [/^MessageEntity$/, "Can't parse entities: "],
];

export const cannotRead = (owner: string, words: string) =>
  badRequest((objectNames.find(([pattern]) => pattern.test(owner))?.[1] ?? '') + words);

export const wrongType = (at: Place, type: string) =>
  at.nested
    ? cannotRead(at.owner, `Field "${at.name}" must be of type ${type}`)
    : badRequest(`Can't parse parameter "${at.name}": expected ${type}`);

export const checkString: Checker = (value, at) => {
  if (typeof value === 'string') return value;
  // Outside of objects the server reads everything as text.
  if (!at.nested && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  throw wrongType(at, 'String');
};

export const checkInteger: Checker = (value, at) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && /^\s*-?\d{1,16}\s*$/.test(value)) return Number(value);
  throw wrongType(at, at.nested ? 'Number' : 'Integer');
};

export const checkIntegerOrString: Checker = (value, at) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string') return /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  throw wrongType(at, 'Integer or String');
};

export const checkFloat: Checker = (value, at) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw wrongType(at, 'Float');
};

export const checkBoolean: Checker = (value, at) => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === 'true' || word === 'yes' || word === '1' || word === 1) return true;
  if (word === 'false' || word === 'no' || word === '0' || word === '' || word === 0) return false;
  throw wrongType(at, 'Boolean');
};

/** Forms carry objects as JSON text. */
export function parseText(value: unknown, at: Place): unknown {
  if (typeof value !== 'string' || at.nested) return value;
  try {
    return JSON.parse(value);
  } catch {
    const what = at.name === 'reply_markup' ? 'reply keyboard markup' : at.name;
    throw badRequest(`Can't parse ${what} JSON object`);
  }
}
