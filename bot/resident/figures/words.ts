import type { HouseFigures, OpenFigures } from '#api/tickets/figures/house-figures.ts';
import type { Guest } from '../who.ts';

/** `1 h 10 min`, `19 h`, `3 d 4 h`: as exact as anybody wants to know. */
export function lengthOf({ t }: Pick<Guest, 't'>, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return t('resident.figures.minutes', { minutes });
  if (minutes < 10 * 60 && minutes % 60 !== 0) {
    return t('resident.figures.hours-minutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  }
  const hours = Math.round(minutes / 60);
  if (hours < 48) return t('resident.figures.hours', { hours });
  const days = Math.floor(hours / 24);
  return hours % 24 === 0
    ? t('resident.figures.days', { days })
    : t('resident.figures.days-hours', { days, hours: hours % 24 });
}

/** `92 % on time, first answer in 1 h 10 min, solved in 19 h`; null when there is nothing to say. */
export function figuresWords(guest: Pick<Guest, 't'>, figures: OpenFigures): string | null {
  const { t } = guest;
  const words = [
    figures.onTime === null ? null : t('resident.figures.on-time', { share: figures.onTime }),
    figures.firstMs === null ? null : t('resident.figures.first', { length: lengthOf(guest, figures.firstMs) }),
    figures.solvedMs === null ? null : t('resident.figures.solved', { length: lengthOf(guest, figures.solvedMs) }),
  ].filter((one) => one !== null);
  return words.length === 0 ? null : words.join(', ');
}

/** The line under the list: the house, and the company to compare with; of the last month while this one is too young. */
export function houseLine(guest: Pick<Guest, 't'>, { house, company }: HouseFigures): string | null {
  const isYoung = figuresWords(guest, house.now) === null;
  const [own, all] = isYoung ? [house.before, company.before] : [house.now, company.now];
  const words = figuresWords(guest, own);
  if (words === null) return null;
  const others = [
    all.onTime === null ? null : guest.t('resident.figures.share', { share: all.onTime }),
    all.solvedMs === null ? null : lengthOf(guest, all.solvedMs),
  ].filter((one) => one !== null);
  const beside = others.length === 0 ? '' : ` (${guest.t('resident.figures.company', { words: others.join(', ') })})`;
  return guest.t(isYoung ? 'resident.figures.house-before' : 'resident.figures.house-now', {
    words: `${words}${beside}`,
  });
}
