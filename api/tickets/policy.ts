import type { Actor, StaffRole } from '#api/core/actor.ts';
import type { Instant } from '#api/core/time.ts';
import { isPossible, type TicketDeed, type TicketState } from './status.ts';

export const ticketKinds = ['technical', 'billing', 'general'] as const;
export type TicketKind = (typeof ticketKinds)[number];

/** The Slack service that a ticket belongs to: emergencies have a channel of their own. */
export type TicketService = 'technical' | 'emergency' | 'billing' | 'general';

/** What the rules look at. */
export type TicketFacts = TicketState & { kind: TicketKind; closedAt: Instant | null };

/** Why a deed is refused; `null` from `refusal` means it may be done. */
export type Refusal =
  | 'not-allowed'
  | 'ticket.wrong-role'
  | 'ticket.not-yours'
  | 'ticket.wrong-state'
  | 'ticket.too-late';

/** For how many days after closing a ticket can be returned and rated. */
export const daysToReturn = 14;

const workers: Record<TicketKind, readonly StaffRole[]> = {
  technical: ['technician', 'emergency'],
  billing: ['accountant'],
  general: [],
};
const overseers: readonly StaffRole[] = ['dispatcher', 'manager'];

const ofResidentsAlone: readonly TicketDeed[] = ['rate', 'join', 'leave'];
/** Deeds of a resident that a colleague may do in their name: "by phone". The timeline names the colleague. */
const byPhone: readonly TicketDeed[] = ['answer', 'accept', 'return', 'cancel', 'accept-visit', 'move-visit'];
const residentDeeds: readonly TicketDeed[] = [...ofResidentsAlone, ...byPhone];
/** The owner's work, and overseers'. */
const ownerDeeds: readonly TicketDeed[] = [
  ...(['assign', 'start', 'hold', 'resume', 'localise', 'resolve', 'release', 'renew'] as const),
  ...(['propose-visit', 'cancel-visit', 'set-off', 'arrive', 'miss'] as const),
];
/** Anybody's who serves the kind, until somebody owns it. */
const tableDeeds: readonly TicketDeed[] = ['ask', 'reject', 'prioritise', 'merge'];
const systemDeeds: readonly TicketDeed[] = ['resume', 'close', 'expire'];

export function serviceOf(ticket: { kind: TicketKind; urgency: string }): TicketService {
  return ticket.urgency === 'emergency' ? 'emergency' : ticket.kind;
}

/** Dispatchers and managers: all tickets, also those of others. */
export function isOverseer(actor: Actor): boolean {
  return actor.kind === 'staff' && actor.roles.some((role) => overseers.includes(role));
}

/** True when a colleague's roles serve tickets of `kind`. */
export function canServe(actor: Actor, kind: TicketKind): boolean {
  return actor.kind === 'staff' && (isOverseer(actor) || actor.roles.some((role) => workers[kind].includes(role)));
}

/** The kinds a colleague may claim: for a statement that must know before it reads the ticket. */
export function servedKinds(actor: Actor): TicketKind[] {
  return ticketKinds.filter((kind) => canServe(actor, kind));
}

/** The roles that serve tickets of `kind`, overseers included. */
export function servingRoles(kind: TicketKind): StaffRole[] {
  return [...workers[kind], ...overseers];
}

/** Any colleague with a role may look; what they may do is another question. */
export function canRead(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.roles.length > 0);
}

/**
 * May `actor` do `deed` to this ticket now? Null when yes, else the code of the refusal, the most telling first: who
 * they are, whose ticket it is, what state it is in. That a resident lives where the ticket is, is asked before.
 */
export function refusal(actor: Actor, deed: TicketDeed, ticket: TicketFacts, now: Instant): Refusal | null {
  const who = refusalOfPerson(actor, deed, ticket);
  if (who) return who;
  if (!isPossible(ticket, deed)) return 'ticket.wrong-state';
  if ((deed === 'return' || deed === 'rate') && isLongClosed(ticket, now)) return 'ticket.too-late';
  return null;
}

export function isAllowed(actor: Actor, deed: TicketDeed, ticket: TicketFacts, now: Instant): boolean {
  return refusal(actor, deed, ticket, now) === null;
}

function refusalOfPerson(actor: Actor, deed: TicketDeed, ticket: TicketFacts): Refusal | null {
  if (actor.kind === 'resident') return residentDeeds.includes(deed) ? null : 'not-allowed';
  if (actor.kind === 'system') return systemDeeds.includes(deed) ? null : 'not-allowed';
  if (actor.kind === 'api-key') return 'not-allowed';
  if (isOverseer(actor)) return ofResidentsAlone.includes(deed) || deed === 'expire' ? 'not-allowed' : null;
  if (ofResidentsAlone.includes(deed) || deed === 'expire') return 'not-allowed';
  if (byPhone.includes(deed) || deed === 'close' || !canServe(actor, ticket.kind)) return 'ticket.wrong-role';
  if (deed === 'assign' && ticket.assigneeId === null) return 'ticket.wrong-role';
  const isOwners = ownerDeeds.includes(deed) || tableDeeds.includes(deed);
  return isOwners && ticket.assigneeId !== null && ticket.assigneeId !== actor.staffId ? 'ticket.not-yours' : null;
}

function isLongClosed(ticket: TicketFacts, now: Instant): boolean {
  return ticket.closedAt !== null && now.getTime() - ticket.closedAt.getTime() > daysToReturn * 24 * 3_600_000;
}
