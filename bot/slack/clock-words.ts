import { type CardClock, owedClock } from '#api/tickets/sla/card-clocks.ts';
import { moment, type Speech } from './speech.ts';

/**
 * The clock of a card, in words and in colour. A card is redrawn when the meaning changes, not every minute: so it names moments, never
 * "in 40 minutes", which would soon be untrue. Null when nothing is owed.
 */
export function clockWords(speech: Speech, clocks: readonly CardClock[]): string | null {
  const clock = owedClock(clocks);
  if (!clock) return null;
  const { t } = speech;
  const what = t(`slack.clock.${clock.promise}`);
  const at = moment(speech, clock.dueAt);
  if (clock.remainingMs !== null)
    return t('slack.clock.stands', { what, left: lengthWords(speech, clock.remainingMs) });
  if (clock.breachedAt) return t('slack.clock.late', { what, at });
  if (clock.isRenewed) return t(clock.isWarned ? 'slack.clock.renewed-soon' : 'slack.clock.renewed', { at });
  const words = t(clock.isWarned ? 'slack.clock.soon' : 'slack.clock.runs', { what, at });
  const then = owedAfter(clocks, clock).map((one) =>
    t(`slack.clock.then.${one.promise}`, { at: moment(speech, one.dueAt) }),
  );
  return [words, ...then].join(' · ');
}

/** `8 h 20 min` of working time. */
export function lengthWords({ t }: Speech, ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return t('slack.clock.minutes', { minutes });
  return minutes % 60 === 0
    ? t('slack.clock.hours', { hours })
    : t('slack.clock.both', { hours, minutes: minutes % 60 });
}

/** What is owed besides: of an emergency, that the danger is over comes before the repair. */
function owedAfter(clocks: readonly CardClock[], next: CardClock): CardClock[] {
  return clocks
    .filter((one) => one !== next && one.dueAt >= next.dueAt && one.metAt === null && !one.isDropped)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}
