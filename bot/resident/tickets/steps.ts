import type { Instant } from '#api/core/time.ts';
import type { MyTicket } from '#api/tickets/ticket-card.ts';
import type { Guest } from '../who.ts';
import { sayShort } from './visit-words.ts';
import { workerOf } from './words.ts';

/**
 * What has happened (✅, with its time), what goes on (●) and what is still to come (○), in one line:
 * `✅ Принята 10:02 → ✅ Взял Сергей, сантехник 10:09 → ● В пути → ○ Выполнена`.
 */
export function stepsLine(guest: Guest, ticket: MyTicket): string {
  const { status, assignee } = ticket;
  const isOver = status === 'closed' || status === 'rejected' || status === 'cancelled';
  const isDone = status === 'resolved' || (status === 'closed' && ticket.resolvedAt !== null);
  const who = assignee ? workerOf(guest, assignee) : null;
  const steps = [
    done(guest, 'opened', ticket.createdAt),
    who && ticket.claimedAt ? done(guest, 'claimed', ticket.claimedAt, { who }) : null,
    !isOver && status === 'new' ? coming(guest, 'will-be-claimed') : null,
    !isOver && !isDone ? present(guest, ticket) : null,
    isDone ? done(guest, 'resolved', ticket.resolvedAt) : null,
    !isOver && !isDone ? coming(guest, 'will-be-resolved') : null,
    isOver ? done(guest, ticket.closedAs === 'duplicate' ? 'duplicate' : status, ticket.closedAt) : null,
  ];
  return steps.filter((step) => step !== null).join(' → ');
}

/** Where somebody is, or what they are at. */
function present({ t }: Guest, { status, visit, localisedAt }: MyTicket): string | null {
  if (status === 'new') return null;
  if (visit?.state === 'on-the-way') return `● ${t('resident.steps.on-the-way')}`;
  if (visit?.state === 'at-the-door') return `● ${t('resident.steps.at-the-door')}`;
  if (localisedAt) return `● ${t('resident.steps.localised')}`;
  return status === 'in-work' ? `● ${t('resident.steps.started')}` : null;
}

function done(guest: Guest, key: string, at: Instant | null, values: Record<string, unknown> = {}): string | null {
  return at && `✅ ${guest.t(`resident.steps.${key}`, { at: sayShort(guest, at), ...values })}`;
}

function coming({ t }: Guest, key: string): string {
  return `○ ${t(`resident.steps.${key}`)}`;
}
