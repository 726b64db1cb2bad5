import type { Danger } from '#api/company/emergency.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { type Instant, plus } from '#api/core/time.ts';
import { answerTicket } from './answer-ticket.ts';
import { changeTicket } from './change.ts';
import { listMyTickets } from './my-tickets.ts';
import { openTicket } from './open-ticket.ts';
import type { PlaceTicketInput, ReportEmergencyInput, TicketPlace } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/** Where each danger most likely is; who told of it is asked afterwards. */
const likelyPlace: Record<Danger, TicketPlace> = {
  gas: 'flat',
  flood: 'flat',
  fire: 'flat',
  stuck: 'common-area',
  power: 'common-area',
};

/** For so long the same danger in the same flat is the same emergency, whoever of the household tells of it. */
const sameFor = 'PT30M';

/**
 * Tells the emergency service of a danger, at once and with nothing asked first: a ticket with its urgency. When the household
 * told of the same danger less than half an hour ago and it is not over, that ticket is given back with `isNew: false`, and what
 * was said goes into it. Never refused for their number. Refuses `flat.not-found` and `not-allowed`.
 */
export async function reportEmergency(
  ctx: Ctx,
  actor: Actor,
  input: ReportEmergencyInput,
): Promise<{ ticket: TicketSummary; isNew: boolean }> {
  const { unitId, danger, text, files, onceKey } = input;
  return inTransaction(ctx, async (tx) => {
    const category = await categoryOf(tx, danger);
    const known = await findTold(tx, actor, unitId, category?.code ?? null);
    if (known) {
      const says = text !== '' || files.length > 0;
      const said = { ticketId: known.id, text, files, externalKey: onceKey };
      return { ticket: says ? await answerTicket(tx, actor, said) : known, isNew: false };
    }
    const place = likelyPlace[danger];
    const told = { unitId, text, files, place, onceKey, categoryCode: category?.code };
    const ticket = await openTicket(tx, actor, {
      ...told,
      kind: 'technical',
      urgency: 'emergency',
      source: 'telegram',
    });
    return { ticket, isNew: true };
  });
}

/**
 * Where it is, said after the ticket was opened. Says `ticket.answered` { place }; the same place again changes nothing.
 * Refusals: see `changeTicket`.
 */
export async function placeTicket(
  ctx: Ctx,
  actor: Actor,
  { ticketId, place }: PlaceTicketInput,
): Promise<TicketSummary> {
  return changeTicket(ctx, actor, ticketId, 'answer', (_tx, ticket) =>
    ticket.place === place ? 'skip' : { set: { place }, data: { place } },
  );
}

/** The company's own category of this danger; null when it has put it away: that stops no emergency. */
async function categoryOf(ctx: Ctx, danger: Danger): Promise<{ code: string } | null> {
  return ctx.db.ticketCategory.findFirst({
    where: { danger, kind: 'technical', archivedAt: null },
    orderBy: { position: 'asc' },
    select: { code: true },
  });
}

async function findTold(
  ctx: Ctx,
  actor: Actor,
  unitId: string,
  code: string | null,
): Promise<TicketSummary | undefined> {
  const { items } = await listMyTickets(ctx, actor, { unitId, kind: 'technical', state: 'open', limit: 20 });
  const since: Instant = plus(ctx.now(), `-${sameFor}`);
  return items.find(
    (one) =>
      one.urgency === 'emergency' &&
      one.status !== 'resolved' &&
      (one.category?.code ?? null) === code &&
      one.createdAt > since,
  );
}
