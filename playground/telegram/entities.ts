import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './errors.ts';
import { type Formatted, parseHtml, sortEntities } from './html.ts';
import { parseMarkdownV2 } from './markdown.ts';

const found: [MessageEntity['type'], RegExp][] = [
  [
    'url',
    /(?<![\w@/.])(?:https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:com|org|net|ru|example|me|io|dev)(?:\/[^\s<>"]*)?)/gi,
  ],
  ['email', /(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['mention', /(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)/g],
  ['hashtag', /(?<![\w#])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu],
  ['bot_command', /(?<![\w/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])/g],
  ['phone_number', /(?<![\w+])\+\d[\d\s()-]{8,18}\d(?!\w)/g],
];

/** What Telegram finds by itself: links, addresses, mentions, hashtags, commands, phones. */
export function findEntities(text: string, taken: MessageEntity[] = []): MessageEntity[] {
  if (!/[./@#+]/.test(text)) return taken;
  // Inside these nothing is looked for.
  const closed = taken.filter((e) => e.type === 'code' || e.type === 'pre' || e.type === 'text_link');
  const entities: MessageEntity[] = [];
  for (const [type, pattern] of found) {
    for (const match of text.matchAll(pattern)) {
      const value = type === 'url' ? match[0].replace(/[.,:;!?)]+$/, '') : match[0];
      const entity = { type, offset: match.index, length: value.length } as MessageEntity;
      if (![...closed, ...entities].some((other) => overlap(other, entity))) entities.push(entity);
    }
  }
  return entities.length === 0 ? taken : sortEntities([...taken, ...entities]);
}

const overlap = (a: MessageEntity, b: MessageEntity) =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;

/**
 * The text a bot sends, with its markup taken out: by parse mode, or by explicit entities.
 * Spaces at both ends fall off, as with the real server. Refuses "can't parse entities: …".
 */
export function formatText(source: string, parseMode: unknown, explicit: unknown): Formatted {
  const clean = source.replaceAll('\r\n', '\n').replaceAll('\0', ' ');
  const { text, entities } = readMarkup(clean, typeof parseMode === 'string' ? parseMode : '', explicit);
  const left = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const kept: MessageEntity[] = [];
  for (const entity of entities) {
    const from = Math.max(entity.offset - left, 0);
    const to = Math.min(entity.offset - left + entity.length, trimmed.length);
    if (to > from) kept.push({ ...entity, offset: from, length: to - from });
  }
  return { text: trimmed, entities: findEntities(trimmed, kept) };
}

function readMarkup(source: string, parseMode: string, explicit: unknown): Formatted {
  const mode = parseMode.toLowerCase();
  if (mode === 'html') return parseHtml(source);
  if (mode === 'markdownv2') return parseMarkdownV2(source);
  if (mode === 'markdown') throw badRequest("can't parse entities: the legacy Markdown mode is not played here");
  if (mode !== '' && mode !== 'none') throw badRequest('unsupported parse_mode');
  if (!Array.isArray(explicit)) return { text: source, entities: [] };
  const entities = (explicit as MessageEntity[]).filter((e) => e.length > 0 && e.offset >= 0);
  for (const entity of entities) {
    if (entity.offset + entity.length > source.length) {
      throw badRequest(`can't parse entities: Entity is out of the text's bounds`);
    }
  }
  return { text: source, entities: sortEntities(entities.map((entity) => ({ ...entity }))) };
}

/** Letters as Telegram counts them. */
export function countLetters(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) pairs++;
  return text.length - pairs;
}
