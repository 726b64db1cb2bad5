import { describe, expect, it } from 'vitest';
import { countLetters, findEntities, formatText } from './entities.ts';

const html = (source: string) => formatText(source, 'HTML', undefined);
const refusal = (source: string, mode = 'HTML') => {
  try {
    formatText(source, mode, undefined);
    return 'ok';
  } catch (error) {
    return (error as Error).message.replace("Bad Request: can't parse entities: ", '');
  }
};

describe('the HTML parse mode', () => {
  it('takes tags out and measures in UTF-16 units', () => {
    expect(html('😀 <b>жир <i>и</i></b> <u>u</u> <s>s</s> <code>c</code>')).toEqual({
      text: '😀 жир и u s c',
      entities: [
        { type: 'bold', offset: 3, length: 5 },
        { type: 'italic', offset: 7, length: 1 },
        { type: 'underline', offset: 9, length: 1 },
        { type: 'strikethrough', offset: 11, length: 1 },
        { type: 'code', offset: 13, length: 1 },
      ],
    });
  });

  it('knows links, quotations, spoilers and code with a language', () => {
    expect(html('<a href="https://example.com/?a=1&amp;b=2">x</a> <tg-spoiler>y</tg-spoiler>').entities).toEqual([
      { type: 'text_link', url: 'https://example.com/?a=1&b=2', offset: 0, length: 1 },
      { type: 'spoiler', offset: 2, length: 1 },
    ]);
    expect(html('<blockquote expandable>q</blockquote>').entities).toEqual([
      { type: 'expandable_blockquote', offset: 0, length: 1 },
    ]);
    expect(html('<pre><code class="language-ts">let a</code></pre>').entities).toEqual([
      { type: 'pre', offset: 0, length: 5, language: 'ts' },
    ]);
    expect(html('<span class="tg-spoiler">y</span>').entities).toEqual([{ type: 'spoiler', offset: 0, length: 1 }]);
  });

  it('decodes four names and numbers, and leaves the rest', () => {
    expect(html('&lt;b&gt;O&#39;Neil &amp; _co_&lt;/b&gt; &nbsp; &#x41;').text).toBe("<b>O'Neil & _co_</b> &nbsp; A");
  });

  it('trims the ends and moves entities along', () => {
    expect(html(' \n <b> a </b> \n')).toEqual({ text: 'a', entities: [{ type: 'bold', offset: 0, length: 1 }] });
    expect(html('<b> </b>')).toEqual({ text: '', entities: [] });
  });

  it('refuses as Telegram does', () => {
    expect(refusal('ы <div>')).toBe('Unsupported start tag "div" at byte offset 3');
    expect(refusal('<b>a')).toBe('Can\'t find end tag corresponding to start tag "b"');
    expect(refusal('a</b>')).toBe('Unexpected end tag at byte offset 1');
    expect(refusal('<b><i>a</b></i>')).toBe('Unmatched end tag at byte offset 7, expected "</i>", found "</b>"');
    expect(refusal('a < b')).toBe('Unsupported start tag "" at byte offset 2');
    expect(refusal('<b')).toBe('Unclosed start tag at byte offset 0');
    expect(refusal('<span class="x">a</span>')).toBe('Tag "span" must have class "tg-spoiler" at byte offset 0');
  });
});

describe('MarkdownV2', () => {
  it('takes marks out', () => {
    expect(formatText('*b _i_* ~s~ __u__ ||p|| `c` [l](https://example.com/) \\*', 'MarkdownV2', undefined)).toEqual({
      text: 'b i s u p c l *',
      entities: [
        { type: 'bold', offset: 0, length: 3 },
        { type: 'italic', offset: 2, length: 1 },
        { type: 'strikethrough', offset: 4, length: 1 },
        { type: 'underline', offset: 6, length: 1 },
        { type: 'spoiler', offset: 8, length: 1 },
        { type: 'code', offset: 10, length: 1 },
        { type: 'text_link', offset: 12, length: 1, url: 'https://example.com/' },
      ],
    });
  });

  it('refuses what is not escaped or closed', () => {
    expect(refusal('a.b', 'MarkdownV2')).toBe("Character '.' is reserved and must be escaped with the preceding '\\'");
    expect(refusal('*a', 'MarkdownV2')).toBe("Can't find end of Bold entity at byte offset 0");
    expect(refusal('`a', 'MarkdownV2')).toBe("Can't find end of Code entity at byte offset 0");
  });
});

describe('what Telegram finds by itself', () => {
  it('finds commands, links, addresses, mentions, hashtags and phones', () => {
    const found = (text: string) => findEntities(text).map((e) => [e.type, text.slice(e.offset, e.offset + e.length)]);
    expect(found('/start abc')).toEqual([['bot_command', '/start']]);
    expect(found('see https://example.com/a?b=1. Or me@example.com @anna_v #leak +7 999 000-00-01')).toEqual([
      ['url', 'https://example.com/a?b=1'],
      ['email', 'me@example.com'],
      ['mention', '@anna_v'],
      ['hashtag', '#leak'],
      ['phone_number', '+7 999 000-00-01'],
    ]);
    expect(found('1/2 and a#b, flat 5/6')).toEqual([]);
  });

  it('looks for nothing inside code', () => {
    expect(html('<code>/start</code>').entities).toEqual([{ type: 'code', offset: 0, length: 6 }]);
  });

  it('counts letters, not halves of pairs', () => {
    expect(countLetters('a😀б')).toBe(3);
  });
});
