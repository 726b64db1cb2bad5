import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './errors.ts';
import { type Formatted, normalUrl, sortEntities } from './html.ts';

const reserved = new Set('_*[]()~`>#+-=|{}.!');
const marks: [string, MessageEntity['type']][] = [
  ['||', 'spoiler'],
  ['__', 'underline'],
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strikethrough'],
];

const cannot = (words: string) => badRequest(`can't parse entities: ${words}`);

/**
 * The MarkdownV2 parse mode: bold, italic, underline, strikethrough, spoiler, code, pre, links and quotations.
 * Source: https://core.telegram.org/bots/api#markdownv2-style
 */
export function parseMarkdownV2(source: string): Formatted {
  let text = '';
  const entities: MessageEntity[] = [];
  const stack: { mark: string; offset: number; at: number }[] = [];
  let quoteFrom = -1;
  const byte = (index: number) => Buffer.byteLength(source.slice(0, index));
  const add = (entity: MessageEntity) => {
    if (entity.length > 0) entities.push(entity);
  };
  const endQuote = () => {
    if (quoteFrom >= 0) add({ type: 'blockquote', offset: quoteFrom, length: text.length - quoteFrom });
    quoteFrom = -1;
  };

  for (let i = 0; i < source.length; ) {
    const char = source[i] as string;
    const lineStart = i === 0 || source[i - 1] === '\n';
    if (lineStart && char === '>') {
      if (quoteFrom < 0) quoteFrom = text.length;
      i++;
      continue;
    }
    if (lineStart && quoteFrom >= 0) {
      endQuote();
    }
    if (char === '\\' && i + 1 < source.length && source.charCodeAt(i + 1) < 127) {
      text += source[i + 1];
      i += 2;
      continue;
    }
    if (char === '`') {
      const fence = source.startsWith('```', i) ? '```' : '`';
      const end = source.indexOf(fence, i + fence.length);
      if (end < 0) {
        throw cannot(`Can't find end of ${fence === '`' ? 'Code' : 'Pre'} entity at byte offset ${byte(i)}`);
      }
      addCode(source.slice(i + fence.length, end), fence === '```');
      i = end + fence.length;
      continue;
    }
    if (char === '[') {
      stack.push({ mark: '[', offset: text.length, at: i });
      i++;
      continue;
    }
    if (char === ']' && stack.at(-1)?.mark === '[') {
      const open = stack.pop() as { offset: number };
      i = closeLink(open.offset, i);
      continue;
    }
    const mark = marks.find(([sign]) => source.startsWith(sign, i));
    if (mark) {
      toggle(mark[0], mark[1], i);
      i += mark[0].length;
      continue;
    }
    if (reserved.has(char)) {
      throw cannot(`Character '${char}' is reserved and must be escaped with the preceding '\\'`);
    }
    text += char;
    i++;
  }
  endQuote();
  const open = stack.at(-1);
  if (open) {
    const type = open.mark === '[' ? 'text_link' : (marks.find(([sign]) => sign === open.mark)?.[1] ?? '');
    throw cannot(`Can't find end of ${entityWord(type)} entity at byte offset ${byte(open.at)}`);
  }
  return { text, entities: sortEntities(entities) };

  function toggle(mark: string, type: MessageEntity['type'], at: number): void {
    const top = stack.at(-1);
    if (top?.mark === mark) {
      stack.pop();
      add({ type, offset: top.offset, length: text.length - top.offset } as MessageEntity);
      return;
    }
    if (stack.some((entry) => entry.mark === mark)) {
      throw cannot(`Can't find end of ${entityWord(type)} entity at byte offset ${byte(at)}`);
    }
    stack.push({ mark, offset: text.length, at });
  }

  function addCode(raw: string, isPre: boolean): void {
    const language = isPre ? /^([A-Za-z0-9_+-]+)\n/.exec(raw)?.[1] : undefined;
    const body = (isPre ? raw.replace(/^[A-Za-z0-9_+-]*\n/, '') : raw).replaceAll(/\\([`\\])/g, '$1');
    const entity = isPre
      ? { type: 'pre' as const, offset: text.length, length: body.length, ...(language ? { language } : {}) }
      : { type: 'code' as const, offset: text.length, length: body.length };
    text += body;
    add(entity);
  }

  function closeLink(offset: number, at: number): number {
    if (source[at + 1] !== '(') return at + 1;
    const end = source.indexOf(')', at + 2);
    if (end < 0) throw cannot(`Can't find end of a URL at byte offset ${byte(at + 1)}`);
    const url = normalUrl(source.slice(at + 2, end).replaceAll(/\\(.)/g, '$1'));
    if (url) add({ type: 'text_link', offset, length: text.length - offset, url });
    return end + 1;
  }
}

function entityWord(type: string): string {
  return type.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
