import type { BillOccasion } from '#api/billing/reminders/due-bills.ts';
import type { Promised } from '#api/tickets/sla/book.ts';

/** No more facts than the subject itself: who renders reads the present. */
type Nothing = Record<string, never>;

/** Something was said: read it with `getNoticeMessage(ctx, messageId)`; a message taken back by then is not sent. */
type Said = { messageId: string };

/** A promise and its clock: what became of it is read when the notice is rendered. */
type Clocked = { deadlineId: string; promise: Promised };

/** About this visit of the ticket: `readVisit(ctx, visitId)`. */
type AboutVisit = { visitId: string };

/**
 * The data contract of every notice: template → what it is about, and the few facts that cannot be read from it at
 * the time of sending. Days are 'YYYY-MM-DD', periods 'YYYY-MM'.
 */
export type NoticeShapes = {
  // ── To a resident ────────────────────────────────────────────────────────────────────────────────────────
  /** A colleague took the ticket: read `getMyTicket` (assignee name and trade). */
  'ticket-claimed': { subject: 'ticket'; data: Nothing };
  /** A colleague opened it for them, perhaps out of their own words: its living card. */
  'ticket-opened': { subject: 'ticket'; data: Nothing };
  /** The company asks; the ticket waits for an answer. */
  'ticket-question': { subject: 'ticket'; data: Said };
  /** Put off; `until` is null when no day was named. */
  'ticket-on-hold': { subject: 'ticket'; data: { until: string | null; reason: string } };
  /** Done, please check: accept or return. `report` stands on the ticket. */
  'ticket-resolved': { subject: 'ticket'; data: Nothing };
  /** Not ours, with `rejectedReason` on the ticket. */
  'ticket-rejected': { subject: 'ticket'; data: Nothing };
  /** Closes by itself on this day unless they say otherwise. */
  'ticket-will-close': { subject: 'ticket'; data: { closesOn: string } };
  /** Closed by itself or by the company (never sent for what the resident closed). */
  'ticket-closed': { subject: 'ticket'; data: { why: 'silence' | 'company' | 'no-answer' } };
  /** A window is proposed, or was agreed at once: read `visit` on the ticket; nothing when it is another one by now. */
  'visit-proposed': { subject: 'ticket'; data: AboutVisit };
  /** The evening before, or two hours before. */
  'visit-soon': { subject: 'ticket'; data: AboutVisit };
  'visit-on-the-way': { subject: 'ticket'; data: AboutVisit };
  'visit-at-the-door': { subject: 'ticket'; data: AboutVisit };
  /** Nobody opened: new times are offered with it. */
  'visit-missed': { subject: 'ticket'; data: AboutVisit };
  /** The visit will not take place. */
  'visit-off': { subject: 'ticket'; data: AboutVisit };
  /** The danger is over; the repair follows. */
  'ticket-localised': { subject: 'ticket'; data: Nothing };
  /** Closed as a duplicate: `original` stands on the ticket. */
  'ticket-merged': { subject: 'ticket'; data: Nothing };
  /** It still waits for their answer; `closesOn` is the day when it closes by itself. */
  'ticket-waiting': { subject: 'ticket'; data: { closesOn: string } };
  /** We were late, and promise another time: it stands on the ticket, with the reason. */
  'promise-renewed': { subject: 'ticket'; data: Nothing };
  /** Nobody has taken their emergency yet: whom to call. */
  'emergency-unclaimed': { subject: 'ticket'; data: { danger: string | null } };
  /** A colleague wrote in the ticket's talk. */
  'ticket-message': { subject: 'ticket'; data: Said };
  /** A colleague wrote in the chat with the company. */
  'chat-message': { subject: 'conversation'; data: Said };
  /** A photo or file of a colleague became ready to send (`openAttachment`). */
  'ticket-file': { subject: 'ticket'; data: { attachmentId: string; purpose: 'report' | 'talk' } };
  'chat-file': { subject: 'conversation'; data: { attachmentId: string } };
  /** Somebody joined the flat: `listHousehold(unitId)` names them and says whether they can be cut off. */
  newcomer: { subject: 'occupancy'; data: { unitId: string } };
  /** Their own access to a flat ended. The flat is named here because they may no longer read it. */
  'access-ended': { subject: 'occupancy'; data: { address: string; number: string } };
  /** The office answered a request to join. Goes to the chat: a declined person is no resident. */
  'join-decided': { subject: 'join-request'; data: { approved: boolean; unitId: string | null } };
  news: { subject: 'news-post'; data: { urgency: 'common' | 'emergency' } };
  /** The reading window opened; `unitIds`: their flats in this building with a meter that has no reading yet. */
  'readings-open': { subject: 'building'; data: { period: string; closesOn: string; unitIds: string[] } };
  /** It closes in `daysLeft` days (0: today is the last day). */
  'readings-closing': {
    subject: 'building';
    data: { period: string; closesOn: string; daysLeft: number; unitIds: string[] };
  };
  /** Water, power, gas… off where they live: read `getMyOutage`. `what` is the occasion. */
  outage: { subject: 'outage'; data: { what: 'opened' | 'changed' | 'restored' | 'cancelled' | 'tomorrow' | 'soon' } };
  /** Bills to remind of today, all of a person's in one: what each is for is read again when it is rendered. */
  'bill-reminder': { subject: 'company'; data: { day: string; bills: { invoiceId: string; why: BillOccasion }[] } };
  /** What became of their disagreement, and of the balance; minor units as text. */
  'dispute-decided': { subject: 'ticket'; data: { disputeId: string; beforeMinor: string; afterMinor: string } };

  /** Their money has come: a receipt. */
  'payment-received': { subject: 'payment'; data: Nothing };
  /** It did not come about; nothing was taken. */
  'payment-failed': { subject: 'payment'; data: Nothing };
  'payment-refunded': { subject: 'payment'; data: { amountMinor: string } };

  /** To who joined a shared problem: read `getFollowedTicket`. Done, please check. */
  'joined-resolved': { subject: 'ticket'; data: Nothing };
  /** It ended without being done; it may go on as another ticket. */
  'joined-over': { subject: 'ticket'; data: { why: 'rejected' | 'cancelled' | 'closed' } };
  /** It was found to be the same as another one, which they follow from now on: that is the subject. */
  'joined-moved': { subject: 'ticket'; data: Nothing };
  /** A colleague wrote to everybody who joined. */
  'joined-message': { subject: 'ticket'; data: Said };

  // ── To a colleague on duty, in the messenger ─────────────────────────────────────────────────────────────
  /** An emergency that nobody has taken: read `getDutyTicket`. Goes to a chat of theirs. */
  'duty-emergency': { subject: 'ticket'; data: Nothing };

  // ── To a Slack channel ───────────────────────────────────────────────────────────────────────────────────
  // 'thread-…': posted in the thread of the subject's Card in that channel; without a card yet, `retryLater`.
  /** A resident wrote (an answer or an addition), or a colleague did from another surface. */
  'thread-message': { subject: 'ticket' | 'conversation'; data: Said };
  /** What a colleague answered to the resident: a line that tells what became of it (`readMark`). */
  'thread-reply': { subject: 'ticket' | 'conversation'; data: Said };
  /** A reply can no longer be taken back: its line is looked at again. */
  'thread-settled': { subject: 'ticket' | 'conversation'; data: Said };
  /** A file of the resident (or from the admin page) is stored and can be uploaded into the thread. */
  'thread-file': { subject: 'ticket' | 'conversation'; data: { attachmentId: string } };
  /** Nobody of the flat is in the messenger: somebody should call. */
  'thread-call': { subject: 'ticket' | 'conversation'; data: { callId: string } };
  /** A chat was handed to the service of this channel: the story so far. */
  'thread-story': { subject: 'conversation'; data: Said };
  /** Something that was said in this talk has become a ticket. */
  'thread-ticket': { subject: 'ticket' | 'conversation'; data: { ticketId: string } };
  'thread-returned': { subject: 'ticket'; data: { messageId: string | null; count: number } };
  'thread-accepted': { subject: 'ticket'; data: Nothing };
  /** Words of the rating stand on the ticket. */
  'thread-rated': { subject: 'ticket'; data: { rating: number } };
  'thread-cancelled': { subject: 'ticket'; data: Nothing };
  'thread-closed': { subject: 'ticket'; data: { why: 'silence' | 'no-answer' } };
  /** The resident agreed to the window, or picked another. */
  'thread-visit': { subject: 'ticket'; data: AboutVisit & { what: 'accepted' | 'moved' } };
  'thread-due-soon': { subject: 'ticket'; data: Clocked };
  'thread-late': { subject: 'ticket'; data: Clocked };
  // 'staff-…': to one colleague. 'channel-late': in the channel itself, where everybody is pinged.
  'staff-due-soon': { subject: 'ticket'; data: Clocked };
  'staff-late': { subject: 'ticket'; data: Clocked };
  'channel-late': { subject: 'ticket'; data: Clocked };
  /** A resident cannot be reached in the messenger: the office should call. No name, no phone: flats only. */
  'resident-unreachable': { subject: 'resident'; data: { unitIds: string[] } };
  /** Somebody is guessing join codes. */
  'join-under-attack': { subject: 'company'; data: { tries: number | null } };
  /** A question was taken back, and with it the wait for its answer. */
  'thread-unasked': { subject: 'ticket'; data: Nothing };

  /** What a morning should know, as of this day: read `readDigest`. */
  digest: { subject: 'company'; data: { day: string } };
  /** Money came: a line for the accountants. */
  'payment-line': { subject: 'payment'; data: Nothing };
  /** A night's comparison with a provider that did not come out even; at most fifty of `count`. Sums are minor units. */
  'payments-differ': {
    subject: 'company';
    data: {
      provider: string;
      day: string;
      count: number;
      differences: {
        providerRef: string;
        what: 'only-there' | 'only-here' | 'other-sum';
        thereMinor: string | null;
        hereMinor: string | null;
        currency: string;
      }[];
    };
  };
  /** A bank's file brought money that names no account: the first have cards, the rest wait in the admin page. */
  'unmatched-queued': { subject: 'company'; data: { batchId: string; count: number; shown: number } };
  /** A file of billing stated other balances than ours. */
  'balances-differ': { subject: 'company'; data: { batchId: string; count: number } };
  /** Money that names no payment of ours. */
  'payment-stray': { subject: 'company'; data: { chargeId: string; receivedMinor: string; currency: string } };
  /** A resident says that a bill is paid: read `getMute`. Then a picture of theirs for the accountants. */
  'channel-said-paid': { subject: 'reminder-mute'; data: Nothing };
  'channel-paid-proof': { subject: 'reminder-mute'; data: { attachmentId: string } };
  /** "It arrives": asked for from the admin page. */
  'channel-test': { subject: 'company'; data: Nothing };
  /** Nothing is posted: Slack is asked whether it lets us in. */
  'channel-check': { subject: 'company'; data: Nothing };

  // ── To one colleague, in their direct messages in Slack ──────────────────────────────────────────────────
  /** To every manager: Slack does not let us into a channel. */
  'channel-lost': { subject: 'company'; data: { channelId: string; why: string } };
  /** To who asked to be a colleague. */
  'staff-request-decided': { subject: 'staff-request'; data: { approved: boolean } };
  /** Somebody gave them the ticket, or took it over from them. */
  'staff-assigned': { subject: 'ticket'; data: Nothing };
  'staff-unassigned': { subject: 'ticket'; data: Nothing };
  /** The resident picked another time; it begins in an hour; it will not take place. */
  'staff-visit': { subject: 'ticket'; data: AboutVisit & { what: 'moved' | 'soon' | 'off' } };
};

export type Template = keyof NoticeShapes;
export type NoticeSubject = NoticeShapes[Template]['subject'];

/** A notice to render: switch on `template`, and `data` has its shape. */
export type Notice = {
  [T in Template]: {
    template: T;
    subject: { type: NoticeShapes[T]['subject']; id: string };
    data: NoticeShapes[T]['data'];
  };
}[Template];

/**
 * How a notice behaves in quiet hours: `hold` waits until they end; `silent` goes at once without sound; `answer` goes
 * at once without sound when the person used the chat in the last two hours, else waits; `loud` always goes with sound.
 */
export type Manner = 'hold' | 'silent' | 'answer' | 'loud';

/** What a resident may switch off one day; null cannot be switched off. */
export type Topic = 'tickets' | 'news' | 'readings' | 'bills';

/** Whom a template is for, its manner and its topic. Slack has no quiet hours: people there set their own. */
export const templates: Record<Template, { to: 'resident' | 'duty' | 'slack'; manner: Manner; topic: Topic | null }> = {
  'ticket-claimed': { to: 'resident', manner: 'answer', topic: 'tickets' },
  'ticket-opened': { to: 'resident', manner: 'answer', topic: null },
  'ticket-question': { to: 'resident', manner: 'answer', topic: null },
  'ticket-on-hold': { to: 'resident', manner: 'hold', topic: 'tickets' },
  'ticket-resolved': { to: 'resident', manner: 'answer', topic: null },
  'ticket-rejected': { to: 'resident', manner: 'answer', topic: null },
  'ticket-will-close': { to: 'resident', manner: 'hold', topic: 'tickets' },
  'ticket-closed': { to: 'resident', manner: 'hold', topic: 'tickets' },
  'promise-renewed': { to: 'resident', manner: 'answer', topic: null },
  'emergency-unclaimed': { to: 'resident', manner: 'loud', topic: null },
  'visit-proposed': { to: 'resident', manner: 'silent', topic: null },
  'visit-soon': { to: 'resident', manner: 'silent', topic: null },
  'visit-on-the-way': { to: 'resident', manner: 'silent', topic: null },
  'visit-at-the-door': { to: 'resident', manner: 'silent', topic: null },
  'visit-missed': { to: 'resident', manner: 'silent', topic: null },
  'visit-off': { to: 'resident', manner: 'silent', topic: null },
  'ticket-localised': { to: 'resident', manner: 'answer', topic: null },
  'ticket-merged': { to: 'resident', manner: 'answer', topic: null },
  'ticket-waiting': { to: 'resident', manner: 'hold', topic: null },
  'ticket-message': { to: 'resident', manner: 'answer', topic: null },
  'chat-message': { to: 'resident', manner: 'answer', topic: null },
  'ticket-file': { to: 'resident', manner: 'answer', topic: null },
  'chat-file': { to: 'resident', manner: 'answer', topic: null },
  newcomer: { to: 'resident', manner: 'silent', topic: null },
  'access-ended': { to: 'resident', manner: 'silent', topic: null },
  'join-decided': { to: 'resident', manner: 'answer', topic: null },
  news: { to: 'resident', manner: 'hold', topic: 'news' },
  'readings-open': { to: 'resident', manner: 'hold', topic: 'readings' },
  'readings-closing': { to: 'resident', manner: 'hold', topic: 'readings' },
  'joined-resolved': { to: 'resident', manner: 'hold', topic: null },
  'joined-over': { to: 'resident', manner: 'hold', topic: 'tickets' },
  'joined-moved': { to: 'resident', manner: 'hold', topic: 'tickets' },
  'joined-message': { to: 'resident', manner: 'answer', topic: null },
  'duty-emergency': { to: 'duty', manner: 'loud', topic: null },
  outage: { to: 'resident', manner: 'hold', topic: null },
  'payment-received': { to: 'resident', manner: 'silent', topic: null },
  'payment-failed': { to: 'resident', manner: 'silent', topic: null },
  'payment-refunded': { to: 'resident', manner: 'hold', topic: null },
  'payment-line': { to: 'slack', manner: 'silent', topic: null },
  'payments-differ': { to: 'slack', manner: 'silent', topic: null },
  'unmatched-queued': { to: 'slack', manner: 'silent', topic: null },
  'balances-differ': { to: 'slack', manner: 'silent', topic: null },
  'payment-stray': { to: 'slack', manner: 'silent', topic: null },
  'bill-reminder': { to: 'resident', manner: 'hold', topic: 'bills' },
  'dispute-decided': { to: 'resident', manner: 'answer', topic: null },
  'channel-said-paid': { to: 'slack', manner: 'silent', topic: null },
  'channel-paid-proof': { to: 'slack', manner: 'silent', topic: null },
  'thread-message': { to: 'slack', manner: 'silent', topic: null },
  'thread-reply': { to: 'slack', manner: 'silent', topic: null },
  'thread-settled': { to: 'slack', manner: 'silent', topic: null },
  'thread-file': { to: 'slack', manner: 'silent', topic: null },
  'thread-call': { to: 'slack', manner: 'silent', topic: null },
  'thread-story': { to: 'slack', manner: 'silent', topic: null },
  'thread-ticket': { to: 'slack', manner: 'silent', topic: null },
  'thread-returned': { to: 'slack', manner: 'silent', topic: null },
  'thread-accepted': { to: 'slack', manner: 'silent', topic: null },
  'thread-rated': { to: 'slack', manner: 'silent', topic: null },
  'thread-cancelled': { to: 'slack', manner: 'silent', topic: null },
  'thread-closed': { to: 'slack', manner: 'silent', topic: null },
  'thread-due-soon': { to: 'slack', manner: 'silent', topic: null },
  'thread-late': { to: 'slack', manner: 'silent', topic: null },
  'staff-due-soon': { to: 'slack', manner: 'loud', topic: null },
  'staff-late': { to: 'slack', manner: 'loud', topic: null },
  'channel-late': { to: 'slack', manner: 'loud', topic: null },
  'thread-visit': { to: 'slack', manner: 'silent', topic: null },
  digest: { to: 'slack', manner: 'silent', topic: null },
  'channel-test': { to: 'slack', manner: 'silent', topic: null },
  'channel-check': { to: 'slack', manner: 'silent', topic: null },
  'channel-lost': { to: 'slack', manner: 'loud', topic: null },
  'staff-request-decided': { to: 'slack', manner: 'silent', topic: null },
  'staff-assigned': { to: 'slack', manner: 'silent', topic: null },
  'staff-unassigned': { to: 'slack', manner: 'silent', topic: null },
  'staff-visit': { to: 'slack', manner: 'silent', topic: null },
  'resident-unreachable': { to: 'slack', manner: 'silent', topic: null },
  'join-under-attack': { to: 'slack', manner: 'silent', topic: null },
  'thread-unasked': { to: 'slack', manner: 'silent', topic: null },
};
