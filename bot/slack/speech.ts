import { type CompanyInfo, getCompany } from '#api/company/company.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import { formatMoment } from '#locales/format.ts';
import { hasWords, type Locale, nearestLocale, type Translate, translator } from '#locales/translate.ts';

/** In which words and at which clock something is said. */
export type Speech = { t: Translate; locale: Locale; timeZone: string };

export function speech(locale: Locale, company: Pick<CompanyInfo, 'timeZone'>): Speech {
  return { t: translator(locale), locale, timeZone: company.timeZone };
}

/** How the company speaks: on cards, which everybody reads. */
export async function companySpeech(ctx: Ctx): Promise<Speech> {
  const company = await getCompany(ctx);
  return speech(nearestLocale(company.locale), company);
}

export function moment({ locale, timeZone }: Speech, at: Instant): string {
  return formatMoment(locale, at, timeZone);
}

/** `20 Nov, 14:00–16:00`: a stretch within one day. */
export function windowWords(
  { locale, timeZone }: Speech,
  { startsAt, endsAt }: { startsAt: Instant; endsAt: Instant },
): string {
  const until = formatMoment(locale, endsAt, timeZone).split(', ').at(-1);
  return `${formatMoment(locale, startsAt, timeZone)}–${until}`;
}

type Place = {
  address: string | null;
  unit: { number: string; type: string; entrance?: number | null; floor?: number | null } | null;
};

/** `12 Sadovaya St., flat 57, entrance 2, floor 5`; empty without any. */
export function placeWords({ t, locale }: Speech, { address, unit }: Place): string {
  const type = unit && hasWords(locale, `slack.units.${unit.type}`) ? unit.type : 'flat';
  return [
    address,
    unit && t(`slack.units.${type}`, { number: unit.number }),
    unit?.entrance ? t('slack.place.entrance', { number: unit.entrance }) : null,
    unit?.floor ? t('slack.place.floor', { number: unit.floor }) : null,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `Sergey Ivanov, plumber`. */
export function workerWords({ t, locale }: Speech, who: { name: string; trade: string | null }): string {
  if (!who.trade) return who.name;
  const key = `slack.trades.${who.trade}`;
  return `${who.name}, ${hasWords(locale, key) ? t(key) : who.trade}`;
}

/** What a ticket's state is called: the pause when one lies over it. */
export function stateWords(
  speech: Speech,
  ticket: { status: string; pause: string; pausedUntil?: Instant | null },
): string {
  const { t } = speech;
  if (ticket.pause === 'waiting-for-resident') return t('slack.states.waiting-for-resident');
  if (ticket.pause !== 'on-hold') return t(`slack.states.${ticket.status}`);
  if (!ticket.pausedUntil) return t('slack.states.on-hold');
  return t('slack.states.on-hold-until', { until: moment(speech, ticket.pausedUntil) });
}
