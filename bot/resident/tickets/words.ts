import type { Instant } from '#api/core/time.ts';
import { dayOf } from '#api/core/time.ts';
import { formatDay } from '#locales/format.ts';
import { hasWords } from '#locales/translate.ts';
import { timeZoneOf, title } from '../say.ts';
import type { Guest } from '../who.ts';

type Stand = { status: string; pause: string; pausedUntil?: Instant | null };

/** What a state is called: the pause when one lies over it. */
export function stateOf(guest: Pick<Guest, 't' | 'locale' | 'company' | 'flat'>, ticket: Stand): string {
  const { t } = guest;
  if (ticket.pause === 'waiting-for-resident') return t('resident.states.waiting-for-resident');
  if (ticket.pause !== 'on-hold') return t(`resident.states.${ticket.status}`);
  if (!ticket.pausedUntil) return t('resident.states.on-hold');
  const day = formatDay(guest.locale, dayOf(ticket.pausedUntil, timeZoneOf(guest)).toString());
  return t('resident.states.on-hold-until', { day });
}

/** `Сергей, сантехник`. */
export function workerOf(
  { t, locale }: Pick<Guest, 't' | 'locale'>,
  who: { name: string; trade: string | null },
): string {
  if (!who.trade) return who.name;
  const key = `resident.trades.${who.trade}`;
  return `${who.name}, ${hasWords(locale, key) ? t(key) : who.trade}`;
}

type Titled = { title?: string; text?: string; kind: string; category: { names: { ru: string; en: string } } | null };

/** A ticket's own first words; without any, its category or kind. */
export function titleOf({ t, locale }: Pick<Guest, 't' | 'locale'>, ticket: Titled, length = 48): string {
  const words = title(ticket.text ?? ticket.title ?? '', length);
  return words || (ticket.category?.names[locale] ?? t(`resident.kinds.${ticket.kind}`));
}
