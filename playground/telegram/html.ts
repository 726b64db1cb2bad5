import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './errors.ts';

export type Formatted = { text: string; entities: MessageEntity[] };

type Open = { tag: string; entity: MessageEntity | null; offset: number; at: number };

const simple: Record<string, MessageEntity['type']> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const supported = new Set([...Object.keys(simple), 'a', 'span', 'tg-emoji', 'tg-time']);
const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const cannot = (words: string) => badRequest(`can't parse entities: ${words}`);

/**
 * The HTML parse mode: text without tags and its entities, offsets in UTF-16 units.
 * Refuses as Telegram does ("can't parse entities: …"), with offsets in UTF-8 bytes of the source.
 * Source: https://core.telegram.org/bots/api#html-style
 */
export function parseHtml(source: string): Formatted {
  let text = '';
  const entities: MessageEntity[] = [];
  const stack: Open[] = [];
  const byte = (index: number) => Buffer.byteLength(source.slice(0, index));

  for (let i = 0; i < source.length; ) {
    const char = source[i];
    if (char === '&') {
      const [decoded, length] = decodeReference(source, i);
      text += decoded;
      i += length;
    } else if (char !== '<') {
      // Everything up to the next special character at once.
      let end = i + 1;
      while (end < source.length && source[end] !== '<' && source[end] !== '&') end++;
      text += source.slice(i, end);
      i = end;
    } else if (source[i + 1] === '/') {
      const close = source.indexOf('>', i);
      if (close < 0) throw cannot(`Unclosed end tag at byte offset ${byte(i)}`);
      const tag = source
        .slice(i + 2, close)
        .trim()
        .toLowerCase();
      const open = stack.pop();
      if (!open) throw cannot(`Unexpected end tag at byte offset ${byte(i)}`);
      if (tag !== '' && tag !== open.tag) {
        throw cannot(`Unmatched end tag at byte offset ${byte(i)}, expected "</${open.tag}>", found "</${tag}>"`);
      }
      finish(open, text, entities);
      i = close + 1;
    } else {
      const start = readStartTag(source, i, byte);
      const parent = stack.at(-1);
      stack.push({ tag: start.tag, entity: entityOf(start, parent, text.length), offset: text.length, at: i });
      if (start.tag === 'span' && start.attributes.get('class') !== 'tg-spoiler') {
        throw cannot(`Tag "span" must have class "tg-spoiler" at byte offset ${byte(i)}`);
      }
      i = start.end;
    }
  }
  const unclosed = stack.at(-1);
  if (unclosed) throw cannot(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  return { text, entities: sortEntities(entities) };
}

/** By offset, the outer one first. */
export function sortEntities(entities: MessageEntity[]): MessageEntity[] {
  return entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

type StartTag = { tag: string; attributes: Map<string, string>; end: number };

function readStartTag(source: string, at: number, byte: (index: number) => number): StartTag {
  let i = at + 1;
  while (i < source.length && !/[\s>]/.test(source[i] as string)) i++;
  const tag = source.slice(at + 1, i).toLowerCase();
  if (i >= source.length) throw cannot(`Unclosed start tag at byte offset ${byte(at)}`);
  if (!supported.has(tag)) throw cannot(`Unsupported start tag "${tag}" at byte offset ${byte(at)}`);
  const attributes = new Map<string, string>();
  for (;;) {
    while (i < source.length && /\s/.test(source[i] as string)) i++;
    if (i >= source.length) throw cannot(`Unclosed start tag "${tag}" at byte offset ${byte(at)}`);
    if (source[i] === '>') return { tag, attributes, end: i + 1 };
    const nameAt = i;
    while (i < source.length && !/[\s=>]/.test(source[i] as string)) i++;
    const name = source.slice(nameAt, i).toLowerCase();
    if (name === '') throw cannot(`Empty attribute name in the tag "${tag}" at byte offset ${byte(at)}`);
    while (i < source.length && /\s/.test(source[i] as string)) i++;
    if (source[i] !== '=') {
      attributes.set(name, '');
      continue;
    }
    i++;
    while (i < source.length && /\s/.test(source[i] as string)) i++;
    const quote = source[i];
    let raw: string;
    if (quote === '"' || quote === "'") {
      const end = source.indexOf(quote, i + 1);
      if (end < 0) throw cannot(`Unclosed start tag at byte offset ${byte(at)}`);
      raw = source.slice(i + 1, end);
      i = end + 1;
    } else {
      const valueAt = i;
      while (i < source.length && /[A-Za-z0-9.-]/.test(source[i] as string)) i++;
      raw = source.slice(valueAt, i);
      if (i < source.length && !/[\s>]/.test(source[i] as string)) {
        throw cannot(`Unexpected end of name token at byte offset ${byte(valueAt)}`);
      }
    }
    attributes.set(name, decodeAll(raw));
  }
}

function entityOf({ tag, attributes }: StartTag, parent: Open | undefined, offset: number): MessageEntity | null {
  const at = { offset, length: 0 };
  if (tag === 'a') return { type: 'text_link', url: attributes.get('href') ?? '', ...at };
  if (tag === 'span') return { type: 'spoiler', ...at };
  if (tag === 'tg-emoji') return { type: 'custom_emoji', custom_emoji_id: attributes.get('emoji-id') ?? '', ...at };
  if (tag === 'tg-time') return null;
  if (tag === 'blockquote' && attributes.has('expandable')) return { type: 'expandable_blockquote', ...at };
  // <pre><code class="language-x"> is one entity: the language belongs to the pre.
  const language = attributes.get('class')?.match(/^language-(.+)$/)?.[1];
  if (tag === 'code' && parent?.tag === 'pre' && parent.offset === offset && language && parent.entity) {
    Object.assign(parent.entity, { language });
    return null;
  }
  return { type: simple[tag], ...at } as MessageEntity;
}

function finish(open: Open, text: string, entities: MessageEntity[]): void {
  const { entity } = open;
  if (!entity) return;
  entity.length = text.length - open.offset;
  if (entity.length === 0) return;
  if (entity.type === 'text_link') {
    // A link without an address points at its own text; an address that is none is dropped without a word.
    const url = normalUrl(entity.url || text.slice(open.offset));
    const user = url?.match(/^tg:\/\/user\?id=(\d+)/)?.[1];
    if (user !== undefined) return;
    if (url) entities.push({ ...entity, url });
    return;
  }
  entities.push(entity);
}

/** The address as Telegram keeps it, or null when it is none: a scheme it knows and a host with a dot. */
export function normalUrl(raw: string): string | null {
  const text = raw.trim();
  if (/^(tg|ton|tonsite):/i.test(text)) return text;
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `http://${text}`;
  if (!/^https?:\/\//i.test(withScheme)) return null;
  try {
    const url = new URL(withScheme);
    return url.hostname.includes('.') || url.hostname.startsWith('[') ? url.href : null;
  } catch {
    return null;
  }
}

function decodeAll(raw: string): string {
  let out = '';
  for (let i = 0; i < raw.length; ) {
    const [decoded, length] = raw[i] === '&' ? decodeReference(raw, i) : [raw[i] as string, 1];
    out += decoded;
    i += length;
  }
  return out;
}

/** Telegram knows four names and all numbers; anything else stays as typed. */
function decodeReference(source: string, at: number): [string, number] {
  const match = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?/i.exec(source.slice(at, at + 12));
  if (!match) return ['&', 1];
  const [whole, hex, decimal, name] = match;
  if (name !== undefined) {
    const char = named[name.toLowerCase()];
    return char === undefined ? ['&', 1] : [char, whole.length];
  }
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code === 0 || code > 0x10ffff ? ['&', 1] : [String.fromCodePoint(code), whole.length];
}
