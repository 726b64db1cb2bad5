/** Slack's mrkdwn as a tree. Marks hold further pieces; everything else is a leaf. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; label: string }
  | { type: 'user' | 'channel' | 'group'; id: string; label?: string }
  | { type: 'broadcast'; name: string }
  | { type: 'date'; timestamp: number; format: string; fallback: string }
  | { type: 'emoji'; name: string };

export type Line = { type: 'paragraph' | 'quote'; children: Inline[] } | { type: 'pre'; text: string };

/** Parses mrkdwn as Slack shows it: marks only at the edges of words, references in `<…>`, `&lt;` unescaped. */
export function parseMrkdwn(source: string): Line[] {
  const lines: Line[] = [];
  const parts = source.split('```');
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) {
      lines.push({ type: 'pre', text: unescaped(part.replace(/^\n/, '').replace(/\n$/, '')) });
      continue;
    }
    // The line breaks around a preformatted block belong to it.
    let text = index > 0 ? part.replace(/^\n/, '') : part;
    if (index < parts.length - 1) text = text.replace(/\n$/, '');
    if (text !== '') lines.push(...parseLines(text));
  }
  return lines;
}

function parseLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const raw of text.split('\n')) {
    const quoted = /^(?:&gt;|>)(?:&gt;&gt;)? ?/.exec(raw);
    const children = parseInline(quoted ? raw.slice(quoted[0].length) : raw);
    lines.push({ type: quoted ? 'quote' : 'paragraph', children });
  }
  return lines;
}

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const isMark = (char: string): char is keyof typeof marks => char in marks;

export function parseInline(source: string): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  let at = 0;
  const push = (piece: Inline) => {
    if (plain) out.push({ type: 'text', text: unescaped(plain) });
    plain = '';
    out.push(piece);
  };
  while (at < source.length) {
    const char = source[at] ?? '';
    const found =
      (char === '<' && reference(source, at)) ||
      (char === '`' && code(source, at)) ||
      (char === ':' && shortcode(source, at)) ||
      (isMark(char) && marked(source, at, char)) ||
      null;
    if (found) {
      push(found.piece);
      at = found.end;
    } else {
      plain += char;
      at += 1;
    }
  }
  if (plain) out.push({ type: 'text', text: unescaped(plain) });
  return out;
}

type Found = { piece: Inline; end: number } | null;

function code(source: string, at: number): Found {
  const close = source.indexOf('`', at + 1);
  if (close <= at + 1) return null;
  return { piece: { type: 'code', text: unescaped(source.slice(at + 1, close)) }, end: close + 1 };
}

function shortcode(source: string, at: number): Found {
  const match = /^:([a-z0-9_+-]+(?:::skin-tone-\d)?):/.exec(source.slice(at, at + 60));
  // 10:30:15 is a time of day.
  if (!match?.[1] || /\d/.test(source[at - 1] ?? '')) return null;
  return { piece: { type: 'emoji', name: match[1] }, end: at + match[0].length };
}

function marked(source: string, at: number, mark: keyof typeof marks): Found {
  if (/[\p{L}\p{N}]/u.test(source[at - 1] ?? ' ') || /\s/.test(source[at + 1] ?? ' ')) return null;
  for (let close = source.indexOf(mark, at + 1); close > 0; close = source.indexOf(mark, close + 1)) {
    if (close === at + 1) return null;
    const after = source[close + 1] ?? ' ';
    if (/\s/.test(source[close - 1] ?? ' ') || /[\p{L}\p{N}]/u.test(after)) continue;
    return { piece: { type: marks[mark], children: parseInline(source.slice(at + 1, close)) }, end: close + 1 };
  }
  return null;
}

function reference(source: string, at: number): Found {
  const close = source.indexOf('>', at);
  if (close < 0) return null;
  const inner = source.slice(at + 1, close);
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inner.slice(bar + 1));
  const piece = referenceTo(target, label);
  return piece ? { piece, end: close + 1 } : null;
}

function referenceTo(target: string, label: string | undefined): Inline | null {
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { type: 'user', id: target.slice(1), label };
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { type: 'channel', id: target.slice(1), label };
  if (/^!subteam\^/.test(target)) return { type: 'group', id: target.slice(9), label };
  const date = /^!date\^(\d+)\^([^^]+)(?:\^.*)?$/.exec(target);
  if (date?.[1] && date[2]) {
    return { type: 'date', timestamp: Number(date[1]), format: date[2], fallback: label ?? '' };
  }
  if (/^!(here|channel|everyone)$/.test(target)) return { type: 'broadcast', name: target.slice(1) };
  if (/^(https?:|mailto:|tel:|slack:)/.test(target)) {
    return { type: 'link', url: unescaped(target), label: label ?? unescaped(target.replace(/^(mailto|tel):/, '')) };
  }
  return null;
}

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The words of a `<!date^…>` in the reader's own time zone; its tokens are Slack's. */
export function formatDate(timestamp: number, format: string, locale: string, now: Date = new Date()): string {
  const date = new Date(timestamp * 1000);
  const show = (options: Intl.DateTimeFormatOptions) => date.toLocaleString(locale, options);
  const pretty = () => {
    const days = Math.round((startOfDay(date) - startOfDay(now)) / 86_400_000);
    if (Math.abs(days) > 1) return null;
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  };
  const long = () => show({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const date1 = () => show({ day: 'numeric', month: 'long', year: 'numeric' });
  const short = () => show({ day: 'numeric', month: 'short', year: 'numeric' });
  const words: Record<string, () => string> = {
    date_num: () => show({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date_slash: () => show({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date: date1,
    date_short: short,
    date_long: long,
    date_pretty: () => pretty() ?? date1(),
    date_short_pretty: () => pretty() ?? short(),
    date_long_pretty: () => pretty() ?? long(),
    time: () => show({ hour: '2-digit', minute: '2-digit' }),
    time_secs: () => show({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  return format.replace(/\{(\w+)\}/g, (token, name: string) => words[name]?.() ?? token);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
