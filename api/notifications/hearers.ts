import type { Hearer, Hearing } from '#api/core/hearing.ts';
import { callHearers } from './hear-calls.ts';
import { clockHearers } from './hear-clocks.ts';
import { disputeHearers } from './hear-disputes.ts';
import { dutyHearers } from './hear-duty.ts';
import { handsHearers } from './hear-hands.ts';
import { joinedHearers } from './hear-joined.ts';
import { moneyFileHearers } from './hear-money-files.ts';
import { newsHearers } from './hear-news.ts';
import { outageHearers } from './hear-outages.ts';
import { paymentHearers } from './hear-payments.ts';
import { peopleHearers } from './hear-people.ts';
import { queueHearers } from './hear-queues.ts';
import { staffHearers } from './hear-staff.ts';
import { talkHearers } from './hear-talk.ts';
import { ticketHearers } from './hear-tickets.ts';
import { visitHearers } from './hear-visits.ts';

/** Who is told what when something happens. Each runs in the transaction that forgets the event, so each takes effect once. */
const all: Record<string, Hearer[]>[] = [
  ticketHearers,
  clockHearers,
  handsHearers,
  visitHearers,
  joinedHearers,
  dutyHearers,
  disputeHearers,
  talkHearers,
  callHearers,
  peopleHearers,
  newsHearers,
  paymentHearers,
  moneyFileHearers,
  outageHearers,
  queueHearers,
  staffHearers,
];

/** Lets notifications hear everything they care about; several may care about the same. */
export function hearForNotices(hearing: Hearing): void {
  for (const room of all) {
    for (const [kind, hearers] of Object.entries(room)) hearing.hear(kind, ...hearers);
  }
}
