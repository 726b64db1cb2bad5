import { describe, expect, it } from 'vitest';
import { formatDate, type Inline, parseInline, parseMrkdwn } from './mrkdwn.ts';

function line(pieces: Inline[]): string {
  return pieces
    .map((p) => {
      if (p.type === 'text') return p.text;
      if ('children' in p) return `${p.type}[${line(p.children)}]`;
      if (p.type === 'code') return `code[${p.text}]`;
      if (p.type === 'link') return `link[${p.label}→${p.url}]`;
      if (p.type === 'date') return `date[${p.timestamp} ${p.format}]`;
      if (p.type === 'broadcast' || p.type === 'emoji') return `${p.type}[${p.name}]`;
      return `${p.type}[${p.id}]`;
    })
    .join('');
}
const parsed = (text: string) => line(parseInline(text));

describe('parseInline', () => {
  it('marks whole words and nests', () => {
    expect(parsed('*№ 1204* · _Течёт ~кран~_ `хв 418`')).toBe('bold[№ 1204] · italic[Течёт strike[кран]] code[хв 418]');
  });

  it('leaves marks inside words and around spaces alone', () => {
    expect(parsed('snake_case_name 2*3*4 * not bold * ~')).toBe('snake_case_name 2*3*4 * not bold * ~');
    expect(parsed('**')).toBe('**');
  });

  it('reads references and unescapes the rest', () => {
    expect(parsed('<@U0SERGEY> in <#C0TECHNICAL|technical> &lt;!channel&gt; <https://a.b/?x=1&amp;y|see &gt;>')).toBe(
      'user[U0SERGEY] in channel[C0TECHNICAL] <!channel> link[see >→https://a.b/?x=1&y]',
    );
    expect(parsed('<!here> <!subteam^S1|@x>')).toBe('broadcast[here] group[S1]');
    expect(parsed('<!date^1790000000^{date_short} {time}|soon>')).toBe('date[1790000000 {date_short} {time}]');
  });

  it('never turns a script address into a link', () => {
    expect(parsed('<javascript:alert(1)|x>')).toBe('<javascript:alert(1)|x>');
  });

  it('shows a name with markup as typed once it is escaped', () => {
    expect(parsed("&lt;b&gt;O'Neil &amp; _co_")).toBe("<b>O'Neil & italic[co]");
  });

  it('tells an emoji from a time', () => {
    expect(parsed(':red_circle: by 10:30:15')).toBe('emoji[red_circle] by 10:30:15');
  });
});

describe('parseMrkdwn', () => {
  it('separates quotes, paragraphs and preformatted text', () => {
    const lines = parseMrkdwn('hello\n> quoted\n&gt; too\n```\na *b*\n```\nend');
    expect(lines.map((l) => l.type)).toEqual(['paragraph', 'quote', 'quote', 'pre', 'paragraph']);
    expect(lines[3]).toEqual({ type: 'pre', text: 'a *b*' });
  });
});

describe('formatDate', () => {
  it('replaces known tokens and keeps strange ones', () => {
    const at = new Date(2026, 10, 20, 9, 5);
    expect(formatDate(at.getTime() / 1000, '{date_short} {time} {odd}', 'en-GB', at)).toBe('20 Nov 2026 09:05 {odd}');
    expect(formatDate(at.getTime() / 1000, '{date_pretty}', 'ru', at)).toBe('сегодня');
  });
});
