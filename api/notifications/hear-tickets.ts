import type { Hearer } from '#api/core/hearing.ts';
import { serviceOf } from '#api/tickets/policy.ts';
import { changed, subjectOf, type Tell } from './about-ticket.ts';
import { slackFor, tellReader, tellReply, tellThreads } from './audience.ts';
import { placeCard } from './cards.ts';
import { madeForResident } from './hear-made.ts';
import { visitDropped, visitorDropped } from './hear-visits.ts';

/** A new ticket is a card in the channel of its service. The resident's card is placed by the bot that answered them. */
const opened: Tell = async (tx, ticket) => {
  const channel = await slackFor(tx, serviceOf(ticket), ticket.buildingId);
  if (channel) await placeCard(tx, { subject: subjectOf(ticket), place: `slack:${channel}`, channel: 'slack' });
};

const asked: Tell = async (tx, ticket, { messageId }, eventKey) => {
  if (!messageId) return;
  const about = { subject: subjectOf(ticket), data: { messageId } };
  await tellReader(tx, ticket, eventKey, { template: 'ticket-question', ...about }, { messageId });
  await tellReply(tx, eventKey, about.subject, messageId);
};

const answered: Tell = async (tx, ticket, { messageId }, eventKey) => {
  if (!messageId) return;
  await tellThreads(tx, eventKey, { template: 'thread-message', subject: subjectOf(ticket), data: { messageId } });
};

/** A note that was written in the thread already stands there. */
const noted: Tell = async (tx, ticket, about, eventKey) => {
  if (about.source !== 'slack') await answered(tx, ticket, about, eventKey);
};

const held: Tell = async (tx, ticket, _about, eventKey) => {
  await tellReader(tx, ticket, eventKey, {
    template: 'ticket-on-hold',
    subject: subjectOf(ticket),
    data: { until: ticket.pausedUntil?.toISOString() ?? null, reason: ticket.pauseReason ?? '' },
  });
};

/** A pause ended; when it was because a question was taken back, the thread is told that the work goes on. */
const resumed: Tell = async (tx, ticket, { unaskedId }, eventKey) => {
  if (!unaskedId) return;
  await tellThreads(tx, eventKey, { template: 'thread-unasked', subject: subjectOf(ticket), data: {} });
};

const willClose: Tell = async (tx, ticket, { closesOn }, eventKey) => {
  await tellReader(tx, ticket, eventKey, {
    template: 'ticket-will-close',
    subject: subjectOf(ticket),
    data: { closesOn: closesOn ?? '' },
  });
};

const closed: Tell = async (tx, ticket, { why = 'company' }, eventKey) => {
  await tellReader(tx, ticket, eventKey, { template: 'ticket-closed', subject: subjectOf(ticket), data: { why } });
  if (why !== 'company') {
    await tellThreads(tx, eventKey, { template: 'thread-closed', subject: subjectOf(ticket), data: { why } });
  }
};

const returned: Tell = (tx, ticket, { messageId = null, count = 1 }, eventKey) =>
  tellThreads(tx, eventKey, { template: 'thread-returned', subject: subjectOf(ticket), data: { messageId, count } });

const rated: Tell = async (tx, ticket, { rating, isNews = true }, eventKey) => {
  if (rating === undefined || !isNews) return;
  await tellThreads(tx, eventKey, { template: 'thread-rated', subject: subjectOf(ticket), data: { rating } });
};

const toReader = (template: 'ticket-claimed' | 'ticket-resolved' | 'ticket-rejected' | 'promise-renewed'): Tell => {
  return async (tx, ticket, _about, eventKey) => {
    await tellReader(tx, ticket, eventKey, { template, subject: subjectOf(ticket), data: {} });
  };
};
const toThreads = (template: 'thread-accepted'): Tell => {
  return (tx, ticket, _about, eventKey) =>
    tellThreads(tx, eventKey, { template, subject: subjectOf(ticket), data: {} });
};

/** What a decision of a dispute has done is told with the decision. */
const resolved: Tell = async (tx, ticket, about, eventKey) => {
  const [decision] = await tx.db.$queryRaw<unknown[]>`
    select 1 from dispute d join ticket t on t.id = d.ticket_id
    where d.ticket_id = ${ticket.id}::uuid and d.state = 'decided' and d.decided_at = t.resolved_at`;
  if (!decision) await toReader('ticket-resolved')(tx, ticket, about, eventKey);
};

/** Who was to come is told too: they may be on their way. */
const cancelled: Tell = async (tx, ticket, about, eventKey) => {
  await tellThreads(tx, eventKey, { template: 'thread-cancelled', subject: subjectOf(ticket), data: {} });
  await visitorDropped(tx, ticket, about, eventKey);
};

/** Every change shows on the cards; a new message only when it matters to who reads it. */
export const ticketHearers: Record<string, Hearer[]> = {
  'ticket.opened': [changed(opened), madeForResident],
  'ticket.claimed': [changed(toReader('ticket-claimed'))],
  'ticket.started': [changed()],
  'ticket.asked': [changed(asked)],
  'ticket.answered': [changed(answered)],
  'ticket.held': [changed(held)],
  'ticket.resumed': [changed(resumed)],
  'ticket.renewed': [changed(toReader('promise-renewed'))],
  'ticket.resolved': [changed(resolved)],
  'ticket.released': [changed(visitDropped)],
  'ticket.accepted': [changed(toThreads('thread-accepted'))],
  'ticket.returned': [changed(returned)],
  'ticket.rated': [changed(rated)],
  'ticket.cancelled': [changed(cancelled)],
  'ticket.rejected': [changed(toReader('ticket-rejected'))],
  'ticket.noted': [changed(noted)],
  'ticket.closed': [changed(closed)],
  'ticket.expired': [changed(closed)],
  'ticket.will-close': [changed(willClose)],
};
