import { formatDecimal, formatMoney } from '#locales/format.ts';
import type { Words } from '../../words.tsx';
import { minorTyped } from './commission.ts';
import type { Charge, LateRule, Terms } from './typed-terms.ts';

type Say = Pick<Words, 't' | 'locale' | 'day'>;

/** What terms (as typed) mean, a sentence for the due day and one for each rule of being late. */
export function sayTerms(words: Say, terms: Terms, currency: string): string[] {
  const { t } = words;
  const late = terms.late.map((rule) => sayRule(words, rule, currency));
  return [sayDue(words, terms), ...(late.length > 0 ? late : [t('money.say.no-late')])];
}

function sayDue({ t }: Say, { due, cycle }: Terms): string {
  if (due.kind === 'days-after-issue') return t('money.say.days-after-issue', { count: due.days });
  const month =
    due.monthsLater < 2
      ? t(`money.say.month.${cycle}-${due.monthsLater}`)
      : t('money.say.months', { count: due.monthsLater });
  if (due.kind === 'business-day') return t('money.say.business-day', { number: due.number, month });
  const moved = due.movesToWorkingDay ? t('money.say.moved') : '';
  return t('money.say.day-of-month', { day: due.day, month, moved });
}

function sayRule(words: Say, rule: LateRule, currency: string): string {
  const { t } = words;
  const grace = [
    rule.graceMonths > 0 ? t('money.say.grace-months', { count: rule.graceMonths }) : null,
    rule.graceDays > 0 ? t('money.say.grace-days', { count: rule.graceDays }) : null,
  ].filter(Boolean);
  const after =
    grace.length > 0 ? t('money.say.after', { grace: grace.join(t('money.say.and')) }) : t('money.say.at-once');
  const back = rule.retroactive && grace.length > 0 ? t('money.say.back') : '';
  return `${after} ${sayCharge(words, rule.charge, currency)}${back}.`;
}

function sayCharge({ t, locale, day }: Say, charge: Charge, currency: string): string {
  const money = (text: string) => formatMoney(locale, minorTyped(text, currency) ?? 0n, currency);
  const percent = (text: string) =>
    /^\d+([.,]\d+)?$/.test(text.trim()) ? formatDecimal(locale, text.trim().replace(',', '.')) : text;
  if (charge.kind === 'flat') return t('money.say.flat', { sum: money(charge.minor) });
  if (charge.kind === 'percent-once') {
    const least = minorTyped(charge.minMinor, currency) ? t('money.say.least', { sum: money(charge.minMinor) }) : '';
    return t('money.say.percent-once', { percent: percent(charge.percent), least });
  }
  const rates = charge.rates.map((rate) => {
    const said = t('money.say.rate', { percent: percent(rate.percent), day: rate.from ? day(rate.from) : '…' });
    return rate.until ? `${said} ${t('money.say.until', { day: day(rate.until) })}` : said;
  });
  if (charge.kind === 'annual-percent') return t('money.say.annual', { rates: rates.join(', ') });
  const steps = charge.steps.map(({ fromDay, divisor }) => t('money.say.step', { fromDay, divisor }));
  return t('money.say.tiered', { steps: steps.join(', '), rates: rates.join(', ') });
}
