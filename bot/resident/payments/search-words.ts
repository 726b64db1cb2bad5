import type { InvoiceSearch } from '#api/billing/schema.ts';

/** How the names of months begin in our languages, in any case and ending; what is written short is understood too. */
const months = [
  ['янв', 'jan'],
  ['фев', 'feb'],
  ['мар', 'mar'],
  ['апр', 'apr'],
  ['май', 'мая', 'мае', 'may'],
  ['июн', 'jun'],
  ['июл', 'jul'],
  ['авг', 'aug'],
  ['сен', 'sep'],
  ['окт', 'oct'],
  ['ноя', 'nov'],
  ['дек', 'dec'],
];

/** What a person means who looks for a bill: `октябрь`, `за окт. 2025`, `10.2026`, `2026-10`, `2026`, or a number. */
export function readBillSearch(words: string): InvoiceSearch {
  const text = words.trim().replace(/^№\s*/, '').replace(/\s+/g, ' ');
  return ofDigits(text) ?? ofNamedMonth(text.toLowerCase()) ?? { number: text.slice(0, 60) };
}

function ofDigits(text: string): InvoiceSearch | null {
  const [, year, month] = /^(\d{4})[-./ ](\d{1,2})$/.exec(text) ?? [];
  if (year && month) return inCalendar(month, year);
  const [, earlyMonth, lateYear] = /^(\d{1,2})[-./ ](\d{4}|\d{2})$/.exec(text) ?? [];
  if (earlyMonth && lateYear) return inCalendar(earlyMonth, lateYear);
  if (/^\d{1,2}$/.test(text)) return inCalendar(text);
  if (/^20\d{2}$/.test(text)) return { year: Number(text), number: text };
  return null;
}

function ofNamedMonth(text: string): InvoiceSearch | null {
  const [, name = '', year] =
    /^(?:за |в |for |in )?(\p{L}{3,})\.?(?: (\d{4}|\d{2})(?: ?г\.?| ?года)?)?$/u.exec(text) ?? [];
  const month = months.findIndex((begins) => begins.some((begin) => name.startsWith(begin))) + 1;
  return month === 0 ? null : inCalendar(String(month), year);
}

function inCalendar(month: string, year?: string): InvoiceSearch | null {
  const number = Number(month);
  if (number < 1 || number > 12) return null;
  return { month: number, ...(year ? { year: Number(year.length === 2 ? `20${year}` : year) } : {}) };
}
