import { readFileSync } from 'node:fs';
import { badRequest } from './errors.ts';
import { tooLongWords } from './too-long.ts';
import {
  type Checker,
  cannotRead,
  checkBoolean,
  checkFloat,
  checkInteger,
  checkIntegerOrString,
  checkString,
  type Place,
  parseText,
  wrongType,
} from './values.ts';

export type Field = {
  name: string;
  types: string[];
  required: boolean;
  min?: number;
  max?: number;
  unit?: 'characters' | 'bytes';
  afterEntities?: boolean;
};
type TableFile = {
  methods: Record<string, { returns: string[]; params: Field[] }>;
  types: Record<string, { fields: Field[]; oneOf?: string[] }>;
};

export const table = JSON.parse(readFileSync(new URL('./bot-api.json', import.meta.url), 'utf8')) as TableFile;

const compiled = new Map<string, Checker>();

/** The checker of one parameter or field, with its limit. */
export function checkerOf(field: Field): Checker {
  const base = unionChecker(field.types);
  const { max, min, unit, afterEntities } = field;
  // Texts that may hold markup (and the one text of 4096) are measured after it is taken out, by readText.
  if (max === undefined || afterEntities || max === 4096) return base;
  return withLimit(base, min, max, unit);
}

function withLimit(base: Checker, min = 0, max: number, unit: Field['unit']): Checker {
  return (value, at) => {
    const text = base(value, at);
    if (typeof text !== 'string') return text;
    const length = unit === 'bytes' ? Buffer.byteLength(text) : text.length > max ? [...text].length : text.length;
    if (length > max || (length < min && at.nested)) throw badRequest(tooLongWords(at.owner, at.name));
    return text;
  };
}

function unionChecker(types: string[]): Checker {
  if (types.length === 1) return typeChecker(types[0] as string);
  if (types.includes('Integer') && types.includes('String')) return checkIntegerOrString;
  if (types.includes('InputFile')) return checkString;
  if (types.every((type) => type.startsWith('Array of '))) {
    return arrayChecker(oneOfChecker(types.map((type) => type.slice('Array of '.length))));
  }
  return objectText(oneOfChecker(types));
}

function typeChecker(type: string): Checker {
  const known = compiled.get(type);
  if (known) return known;
  const checker = buildChecker(type);
  compiled.set(type, checker);
  return checker;
}

function buildChecker(type: string): Checker {
  if (type === 'Integer') return checkInteger;
  if (type === 'Float') return checkFloat;
  if (type === 'Boolean') return checkBoolean;
  if (type === 'String' || type === 'InputFile') return checkString;
  if (type.startsWith('Array of ')) return arrayChecker(typeChecker(type.slice('Array of '.length)));
  const shape = table.types[type];
  if (!shape) throw new Error(`the table of methods does not describe ${type}`);
  return objectText(shape.oneOf ? oneOfChecker(shape.oneOf) : shapeChecker(type));
}

function arrayChecker(item: Checker): Checker {
  return (raw, at) => {
    if (raw === '' && !at.nested) return [];
    const value = parseText(raw, at);
    if (!Array.isArray(value)) throw wrongType(at, 'Array');
    const place = { ...at, nested: true };
    return value.map((element) => item(element, place));
  };
}

function objectText(check: Checker): Checker {
  return (raw, at) => {
    if (raw === '' && !at.nested) return undefined;
    return check(parseText(raw, at), at);
  };
}

function asObject(value: unknown, at: Place): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  if (at.name === 'reply_markup') throw badRequest('Object expected as reply markup');
  throw wrongType(at, 'Object');
}

function shapeChecker(type: string): Checker {
  const fields = new Map<string, { field: Field; check: Checker | null }>();
  for (const field of table.types[type]?.fields ?? []) fields.set(field.name, { field, check: null });
  return (value, at) => {
    // A keyboard button may be a bare text.
    if (type === 'KeyboardButton' && typeof value === 'string') return { text: value };
    const object = asObject(value, at);
    if (type === 'InlineKeyboardMarkup' && object.inline_keyboard === undefined) {
      if (Object.keys(object).length === 0) return undefined;
      throw badRequest('inline keyboard expected');
    }
    const out: Record<string, unknown> = {};
    for (const name in object) {
      if (object[name] === undefined || object[name] === null) continue;
      const known = fields.get(name);
      if (!known) {
        at.warnings.push(`${type}: unknown field ${name}`);
        continue;
      }
      // Compiled at first use: types refer to each other.
      known.check ??= checkerOf(known.field);
      out[name] = known.check(object[name], { name, owner: type, nested: true, warnings: at.warnings });
    }
    for (const { field } of fields.values()) {
      if (field.required && out[field.name] === undefined) {
        throw cannotRead(type, `Can't find field "${field.name}"`);
      }
    }
    return out;
  };
}

/** Picks the variant by its `type` field, or, for markups, by the field that only it has. */
function oneOfChecker(types: string[]): Checker {
  const byTag = new Map<string, string>();
  for (const type of types) byTag.set(tagOf(type), type);
  return (value, at) => {
    const object = asObject(value, at);
    const tag = typeof object.type === 'string' ? object.type : undefined;
    for (const [name, type] of byTag) {
      if (tag !== undefined ? name === tag : name in object) return typeChecker(type)(object, at);
    }
    // An empty markup is no markup; so is one of a kind nobody knows.
    if (at.name === 'reply_markup') return undefined;
    throw badRequest(tag === undefined ? `Can't find field "type"` : `Unknown type "${tag}" in "${at.name}"`);
  };
}

function tagOf(type: string): string {
  const markups: Record<string, string> = {
    InlineKeyboardMarkup: 'inline_keyboard',
    ReplyKeyboardMarkup: 'keyboard',
    ReplyKeyboardRemove: 'remove_keyboard',
    ForceReply: 'force_reply',
  };
  const word = type.replace(/^(BotCommandScope|InputMedia|MenuButton|ReactionType)/, '');
  return markups[type] ?? word.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}
