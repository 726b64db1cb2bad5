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
  const then = laterSolution(clocks, clock);
  const words = t(clock.isWarned ? 'slack.clock.soon' : 'slack.clock.runs', { what, at });
  return then ? `${words} · ${t('slack.clock.then', { at: moment(speech, then.dueAt) })}` : words;
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

function laterSolution(clocks: readonly CardClock[], next: CardClock): CardClock | null {
  if (next.promise === 'resolution') return null;
  return clocks.find((one) => one.promise === 'resolution' && !one.metAt && !one.isDropped) ?? null;
}
