import { at, dayOf, type Instant, plus, wallTime } from '#api/core/time.ts';
import type { Manner } from './templates.ts';

/** Wall times, `22:00` to `08:00`; equal ones mean that there are no quiet hours. */
export type QuietHours = { from: string; until: string };

/** For how long after a person used the chat their answers still come at once. */
const awakeFor = 'PT2H';

/** When the quiet hours around `moment` end in that place, or null when it is not quiet there. */
export function quietUntil(moment: Instant, timeZone: string, { from, until }: QuietHours): Instant | null {
  if (from === until) return null;
  const time = wallTime(moment, timeZone).toString().slice(0, 5);
  const day = dayOf(moment, timeZone);
  const crossesMidnight = from > until;
  const isEvening = crossesMidnight && time >= from;
  const isQuiet = isEvening || (crossesMidnight ? time < until : time >= from && time < until);
  if (!isQuiet) return null;
  const end = at(isEvening ? day.add({ days: 1 }) : day, until, timeZone);
  // An hour that the autumn clock repeats can lie before its own end on the wall: then it is over.
  return end > moment ? end : null;
}

/** When a notice goes to a person, and whether with sound. `lastSeenAt`: when they last used the chat. */
export function whenToSend(
  manner: Manner,
  now: Instant,
  quietEnd: Instant | null,
  lastSeenAt: Instant | null,
): { notBefore: Instant; isSilent: boolean } {
  if (manner === 'loud' || quietEnd === null) return { notBefore: now, isSilent: false };
  const isAwake = lastSeenAt !== null && plus(lastSeenAt, awakeFor) > now;
  if (manner === 'silent' || (manner === 'answer' && isAwake)) return { notBefore: now, isSilent: true };
  return { notBefore: quietEnd, isSilent: false };
}
