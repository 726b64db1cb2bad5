import { describe, expect, it } from 'vitest';
import { cut, escapeText, inParts, plainWords } from './mrkdwn.ts';

describe('words on their way to Slack', () => {
  it('ping nobody and mark nothing', () => {
    expect(escapeText("<!channel> <b>O'Neil & _co_</b> <@U1>")).toBe(
      "&lt;!channel&gt; &lt;b&gt;O'Neil &amp; _co_&lt;/b&gt; &lt;@U1&gt;",
    );
  });

  it('are cut without breaking an entity or a sign', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('ab&amp;cd', 6)).toBe('ab…');
    expect(cut('ab😀cd', 4)).toBe('ab…');
  });
});

describe('words that come from Slack', () => {
  it('read as they were typed', () => {
    expect(plainWords('1 &lt; 2 &amp; 3 &gt; 2')).toBe('1 < 2 & 3 > 2');
    expect(plainWords('see <https://a.b/c|the list> or <https://a.b>')).toBe(
      'see the list (https://a.b/c) or https://a.b',
    );
    expect(plainWords('<http://a.b|a.b> <mailto:x@a.b|x@a.b>')).toBe('a.b x@a.b');
    expect(plainWords('<@U1> and <@U2|ivan> in <#C1|work>, <!here>')).toBe('@U1 and @ivan in #work, @here');
    expect(plainWords('<@U1>', (id) => (id === 'U1' ? 'Sergey' : null))).toBe('@Sergey');
  });

  it('a typed entity stays a typed entity', () => {
    expect(plainWords('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;');
  });

  it('of 40 000 characters become parts, and none is lost', () => {
    const text = 'я😀'.repeat(20_000);
    const parts = inParts(text);
    expect(parts).toHaveLength(10);
    expect(parts.join('')).toBe(text);
    expect(parts.every((part) => [...part].length <= 4000)).toBe(true);
    expect(inParts('  ')).toEqual([]);
  });
});
