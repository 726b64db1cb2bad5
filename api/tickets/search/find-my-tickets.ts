import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { flatsOfTickets, type MyTicketsFilter, readMyTickets, type TicketRow } from '../my-tickets.ts';
import { askCloselyFirst } from './question.ts';

export type FindMyTicketsInput = Omit<MyTicketsFilter, 'after' | 'limit'> & { words: string };

/** What one household has in years; who has more narrows the question. */
const mostShown = 100;

/**
 * The resident's own tickets and those of their household that speak of `words` or bear their number, newest first: `findTickets`
 * among what `listMyTickets` would show.
 */
export async function findMyTickets(ctx: Ctx, actor: Actor, input: FindMyTicketsInput): Promise<TicketRow[]> {
  const { words, ...filter } = input;
  const flats = await flatsOfTickets(ctx, actor, filter.unitId);
  if (flats.length === 0) return [];
  // A household has few tickets: each is looked at by its own key, and the index of all words is left alone.
  const { rows } = await askCloselyFirst(ctx, words, undefined, mostShown, (query) =>
    readMyTickets(
      ctx,
      flats,
      filter,
      mostShown,
      Prisma.sql`
      and (select s.words from ticket_search s where s.ticket_id = t.id) @@ asked_words(${query})`,
    ),
  );
  return rows;
}
