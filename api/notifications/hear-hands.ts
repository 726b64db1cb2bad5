import type { Hearer } from '#api/core/hearing.ts';
import { serviceOf } from '#api/tickets/policy.ts';
import { touchTicket } from '#api/tickets/touch-ticket.ts';
import { changed, subjectOf, type Tell } from './about-ticket.ts';
import { slackFor, tellReader } from './audience.ts';
import { bumpCards, placeCard } from './cards.ts';
import { deliver } from './deliver.ts';
import { visitDropped } from './hear-visits.ts';

/** Both colleagues are told, unless they did it themselves; the resident when somebody has it for the first time. */
const assigned: Tell = async (tx, ticket, about, eventKey) => {
  const { to, wasAssignedTo, by } = about;
  const subject = subjectOf(ticket);
  if (!wasAssignedTo) await tellReader(tx, ticket, eventKey, { template: 'ticket-claimed', subject, data: {} });
  if (to && to !== by?.id) {
    await deliver(tx, { template: 'staff-assigned', subject, data: {}, eventKey, recipient: { staffId: to } });
  }
  if (wasAssignedTo && wasAssignedTo !== by?.id) {
    const recipient = { staffId: wasAssignedTo };
    await deliver(tx, { template: 'staff-unassigned', subject, data: {}, eventKey, recipient });
  }
  await visitDropped(tx, ticket, about, eventKey);
};

/** What is an emergency by now stands in its channel too. */
const prioritised: Tell = async (tx, ticket) => {
  const channel = await slackFor(tx, serviceOf(ticket), ticket.buildingId);
  if (channel) await placeCard(tx, { subject: subjectOf(ticket), place: `slack:${channel}`, channel: 'slack' });
};

const localised: Tell = async (tx, ticket, _about, eventKey) => {
  await tellReader(tx, ticket, eventKey, { template: 'ticket-localised', subject: subjectOf(ticket), data: {} });
};

/** The author is told where it goes on; the original has more people behind it now, which its cards may show. */
const merged: Tell = async (tx, ticket, { originalId }, eventKey) => {
  await tellReader(tx, ticket, eventKey, { template: 'ticket-merged', subject: subjectOf(ticket), data: {} });
  const version = originalId ? await touchTicket(tx, originalId) : null;
  if (originalId && version !== null) await bumpCards(tx, { type: 'ticket', id: originalId }, version);
};

const waiting: Tell = async (tx, ticket, { closesOn = '' }, eventKey) => {
  await tellReader(tx, ticket, eventKey, {
    template: 'ticket-waiting',
    subject: subjectOf(ticket),
    data: { closesOn },
  });
};

export const handsHearers: Record<string, Hearer[]> = {
  'ticket.assigned': [changed(assigned)],
  'ticket.prioritised': [changed(prioritised)],
  'ticket.localised': [changed(localised)],
  'ticket.merged': [changed(merged)],
  'ticket.waiting': [changed(waiting)],
};
