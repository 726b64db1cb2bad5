export type DecimalMark = ',' | '.';

/** Blanks of all kinds and the apostrophe: what groups thousands and means nothing. */
const idle = /[\s\u00a0\u202f'’]/g;

/**
 * Which sign parts the fraction in a column, from a sample of its cells: `1 234,56` and `1.234,56` say comma. Null when no cell tells,
 * such as whole numbers alone. `1,234` may be either and tells nothing while others do.
 */
export function markOf(values: Iterable<string>): DecimalMark | null {
  let commas = 0;
  let points = 0;
  let unclear: DecimalMark | null = null;
  for (const value of values) {
    const mark = markIn(value.replace(idle, ''));
    if (mark === ',') commas += 1;
    else if (mark === '.') points += 1;
    else if (mark !== null) unclear ??= mark.unclear;
  }
  if (commas === points) return commas === 0 ? unclear : '.';
  return commas > points ? ',' : '.';
}

function markIn(value: string): DecimalMark | { unclear: DecimalMark } | null {
  const comma = value.lastIndexOf(',');
  const point = value.lastIndexOf('.');
  if (comma < 0 && point < 0) return null;
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const mark: DecimalMark = comma >= 0 ? ',' : '.';
  const other: DecimalMark = mark === ',' ? '.' : ',';
  const parts = value.split(mark);
  if (parts.length > 2) return other;
  return parts[1]?.length === 3 ? { unclear: mark } : mark;
}

/**
 * `-1 234,56` as `-1234.56`. `mixed` when it is a number, but with the other mark than its column; null when it is none. A sign that
 * groups thousands is no other mark: `1.234,56` is well in a column of commas.
 */
export function plainNumber(text: string, mark: DecimalMark): string | 'mixed' | null {
  const value = text.replace(idle, '').replace(/^[−–]/, '-').replace(/^\+/, '');
  const own = withMark(value, mark);
  if (own !== null) return own;
  return withMark(value, mark === ',' ? '.' : ',') === null ? null : 'mixed';
}

function withMark(value: string, mark: DecimalMark): string | null {
  const pattern =
    mark === ',' ? /^(-?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d*))?$/ : /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;
  const match = pattern.exec(value);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/[.,]/g, '')}${fraction === '' ? '' : `.${fraction}`}`;
}
