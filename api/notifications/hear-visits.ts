import type { Hearer } from '#api/core/hearing.ts';
import { readVisit } from '#api/tickets/visits.ts';
import { changed, subjectOf, type Tell } from './about-ticket.ts';
import { tellReader, tellThreads } from './audience.ts';
import { deliver } from './deliver.ts';

type VisitTemplate =
  | 'visit-proposed'
  | 'visit-soon'
  | 'visit-on-the-way'
  | 'visit-at-the-door'
  | 'visit-missed'
  | 'visit-off';

/** The resident is told about the visit: these go at once, at night without sound. */
const toReader = (template: VisitTemplate): Tell => {
  return async (tx, ticket, { visitId }, eventKey) => {
    if (visitId) await tellReader(tx, ticket, eventKey, { template, subject: subjectOf(ticket), data: { visitId } });
  };
};

const toThread = (what: 'accepted' | 'moved'): Tell => {
  return async (tx, ticket, { visitId }, eventKey) => {
    if (!visitId) return;
    const notice = { template: 'thread-visit' as const, subject: subjectOf(ticket), data: { visitId, what } };
    await tellThreads(tx, eventKey, notice);
  };
};

/** Who is to come is told themselves. */
const toVisitor = (what: 'moved' | 'soon' | 'off'): Tell => {
  return async (tx, ticket, { visitId, by }, eventKey) => {
    const visit = visitId ? await readVisit(tx, visitId) : null;
    if (!visit || visit.staffId === by?.id) return;
    const recipient = { staffId: visit.staffId };
    const data = { visitId: visit.id, what };
    await deliver(tx, { template: 'staff-visit', subject: subjectOf(ticket), data, eventKey, recipient });
  };
};

const moved: Tell = async (...told) => {
  await toThread('moved')(...told);
  await toVisitor('moved')(...told);
};

/** The reader of a visit that falls with what became of its ticket. */
export const visitDropped: Tell = (tx, ticket, { droppedVisitId }, eventKey) =>
  toReader('visit-off')(tx, ticket, { ticketId: ticket.id, visitId: droppedVisitId }, eventKey);

/** Who was to come to a visit that falls so. */
export const visitorDropped: Tell = (tx, ticket, { droppedVisitId, by }, eventKey) =>
  toVisitor('off')(tx, ticket, { ticketId: ticket.id, visitId: droppedVisitId, by }, eventKey);

export const visitHearers: Record<string, Hearer[]> = {
  'ticket.visit-proposed': [changed(toReader('visit-proposed'))],
  'ticket.visit-accepted': [changed(toThread('accepted'))],
  'ticket.visit-moved': [changed(moved)],
  'ticket.visit-cancelled': [changed(toReader('visit-off'))],
  'ticket.set-off': [changed(toReader('visit-on-the-way'))],
  'ticket.arrived': [changed(toReader('visit-at-the-door'))],
  'ticket.missed': [changed(toReader('visit-missed'))],
  'ticket.visit-soon': [changed(toReader('visit-soon'))],
  'ticket.visit-in-an-hour': [changed(toVisitor('soon'))],
};
