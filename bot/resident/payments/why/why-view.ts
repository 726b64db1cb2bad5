import { groups } from '#api/billing/schema.ts';
import type { Change, Explanation, Reason } from '#api/billing/why/explain.ts';
import type { WhyChanged } from '#api/billing/why/why-changed.ts';
import { formatDecimal, formatPrice } from '#locales/format.ts';
import { capital, sayPeriod } from '../../say.ts';
import { bold, lines, type Part, paragraphs, plain, type View } from '../../view.ts';
import type { Guest } from '../../who.ts';
import { invoiceRoute, paymentsRoute } from '../routes.ts';
import { sayMeasure, saySigned, saySize } from '../sums.ts';
import { changesPicture } from './picture.ts';

/** A message holds 4096 characters (Bot API): very many changes are told by groups instead, which add up the same. */
const longest = 3600;
/** More bars are too small to read on a phone: the least are drawn as one. */
const mostBars = 10;

/** Why a bill is dearer or cheaper than the one before: a picture and words, whose sums add up to the first. */
export function whyView(guest: Guest, { bill, before, explanation }: WhyChanged): View {
  const { t } = guest;
  const { minor, changes, sameCount } = explanation;
  const months = { now: sayPeriod(guest, bill.period), before: sayPeriod(guest, before.period) };
  const way = minor > 0n ? 'more' : minor < 0n ? 'less' : 'even';
  const head = t(`resident.why.${way}`, { ...months, sum: saySize(guest, minor, bill.currency) });
  const same = sameCount > 0 && changes.length > 0 ? t('resident.why.rest-same') : null;
  const tell = (rows: string[]): Part[] =>
    paragraphs(bold(head), lines(...rows, roundingRow(guest, explanation, bill.currency)), same);
  const whole = tell(changes.map((change) => changeRow(guest, change, bill.currency)));
  const text = plain(whole).length <= longest ? whole : tell(groupRows(guest, changes, bill.currency));
  const rows = [
    [{ label: t('resident.bills.back-to-bill'), route: invoiceRoute.to({ id: bill.id }) }],
    [{ label: t('resident.bills.back'), route: paymentsRoute.to() }],
  ];
  if (changes.length === 0) return { text, rows };
  const title = t('resident.why.picture', { now: capital(months.now, guest.locale), before: months.before });
  return { text, rows, pictures: [{ svg: changesPicture(bars(guest, explanation, bill.currency), title, head) }] };
}

/** `+92,25 ₽ Электроэнергия: 162 кВт·ч вместо 155, цена та же (11,37)`. */
function changeRow(guest: Guest, change: Change, currency: string): string {
  const one = change.reasons.length === 1;
  const told = change.reasons.map((reason) => {
    const words = reasonWords(guest, change, reason, currency);
    return one ? words : `${words} (${saySigned(guest, reason.minor, currency)})`;
  });
  return `${saySigned(guest, change.minor, currency)} ${nameOf(guest, change)}: ${told.join('; ')}`;
}

function reasonWords(guest: Guest, change: Change, reason: Reason, currency: string): string {
  const { t, locale } = guest;
  const key = `resident.why.reasons.${reason.kind}`;
  if (reason.kind === 'volume') {
    const values = { to: formatDecimal(locale, reason.to), from: formatDecimal(locale, reason.from) };
    const words = t(key, { ...values, unit: sayMeasure(guest, change.unit) });
    if (change.sameTariff === null || change.reasons.length > 1) return words;
    return `${words}, ${t('resident.why.same-tariff', { price: formatPrice(locale, change.sameTariff, currency) })}`;
  }
  if (reason.kind === 'tariff') {
    const [to, from] = [reason.to, reason.from].map((price) => formatPrice(locale, price, currency));
    return t(key, { to, from });
  }
  if (reason.kind === 'recalculation' && reason.why) return `${t(key)}, ${reason.why}`;
  return t(key);
}

function groupRows(guest: Guest, changes: readonly Change[], currency: string): string[] {
  return groups.flatMap((group) => {
    const own = changes.filter((change) => change.group === group);
    if (own.length === 0) return [];
    const minor = own.reduce((all, change) => all + change.minor, 0n);
    return [`${saySigned(guest, minor, currency)} ${guest.t(`resident.groups.${group}`)}`];
  });
}

function roundingRow(guest: Guest, { roundingMinor }: Explanation, currency: string): string | null {
  return roundingMinor === 0n
    ? null
    : `${saySigned(guest, roundingMinor, currency)} ${guest.t('resident.why.rounding')}`;
}

function bars(guest: Guest, { changes, roundingMinor }: Explanation, currency: string) {
  const bar = (label: string, minor: bigint) => ({ label, minor, said: saySigned(guest, minor, currency) });
  const first = changes.length > mostBars ? changes.slice(0, mostBars - 1) : changes;
  const rest = changes.slice(first.length).reduce((all, change) => all + change.minor, 0n);
  return [
    ...first.map((change) => bar(nameOf(guest, change), change.minor)),
    ...(first.length < changes.length ? [bar(guest.t('resident.why.others'), rest)] : []),
    ...(roundingMinor === 0n ? [] : [bar(guest.t('resident.why.rounding'), roundingMinor)]),
  ];
}

function nameOf(guest: Guest, change: Change): string {
  return change.names[guest.locale] ?? change.name;
}
