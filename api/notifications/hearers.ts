import type { Hearer, Hearing } from '#api/core/hearing.ts';
import { newsHearers } from './hear-news.ts';
import { outageHearers } from './hear-outages.ts';
import { peopleHearers } from './hear-people.ts';
import { talkHearers } from './hear-talk.ts';
import { ticketHearers } from './hear-tickets.ts';

/** Who is told what when something happens. Each runs in the transaction that forgets the event, so each takes effect once. */
export const hearers: Record<string, Hearer[]> = {
  ...ticketHearers,
  ...talkHearers,
  ...peopleHearers,
  ...newsHearers,
  ...outageHearers,
};

/** Lets notifications hear everything they care about. */
export function hearForNotices(hearing: Hearing): void {
  for (const [kind, all] of Object.entries(hearers)) hearing.hear(kind, ...all);
}
