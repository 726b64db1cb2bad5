import { z } from 'zod';
import { systemActor } from '#api/core/actor.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { isAlarming } from '#api/outages/policy.ts';
import { getOutage, type Outage, outageAudienceSql } from '#api/outages/read-outages.ts';
import { touchTicket } from '#api/tickets/touch-ticket.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { slackFor } from './audience.ts';
import { bumpCards, bumpCardsOnce, placeCard } from './cards.ts';
import { fanOut } from './fan-out.ts';
import type { Manner, NoticeShapes } from './templates.ts';

type What = NoticeShapes['outage']['data']['what'];

/** Everybody who lives where it is, with one statement; and its card at the technicians'. */
function told(what: What): Hearer {
  return async (tx, data, event) => {
    const { outageId } = z.object({ outageId: z.uuid() }).parse(data);
    const outage = await getOutage(tx, systemActor, outageId);
    const subject = { type: 'outage' as const, id: outageId };
    if (what === 'opened') await placeCards(tx, outage);
    else await bumpCardsOnce(tx, subject);
    await showOnTickets(tx, outageId);
    await fanOut(tx, {
      eventKey: event.id,
      template: 'outage',
      subject,
      lane: outage.workType === 'emergency' ? 'soon' : 'bulk',
      manner: mannerOf(outage, what),
      people: Prisma.sql`
        select who.resident_id, jsonb_build_object('what', ${what}::text) as data
        from (${outageAudienceSql(outageId, tx.now())}) who`,
    });
  };
}

/** The cards of the tickets that are about it say how it stands. */
async function showOnTickets(tx: TxCtx, outageId: string): Promise<void> {
  for (const { id } of await tx.db.ticket.findMany({ where: { outageId }, select: { id: true } })) {
    const version = await touchTicket(tx, id);
    if (version !== null) await bumpCards(tx, { type: 'ticket', id }, version);
  }
}

/** Works that were planned wait for the morning; a sudden one is told at once, with a sound when nobody can do without. */
function mannerOf(outage: Outage, what: What): Manner {
  if (outage.workType === 'planned') return 'hold';
  return what === 'opened' && isAlarming(outage) ? 'loud' : 'silent';
}

async function placeCards(tx: TxCtx, { id, places }: Outage): Promise<void> {
  const channels = new Set<string>();
  for (const { buildingId } of places) {
    const channel = await slackFor(tx, 'technical', buildingId);
    if (channel) channels.add(channel);
  }
  const subject = { type: 'outage' as const, id };
  for (const channel of channels) await placeCard(tx, { subject, place: `slack:${channel}`, channel: 'slack' });
}

export const outageHearers: Record<string, Hearer[]> = {
  'outage.opened': [told('opened')],
  'outage.changed': [told('changed')],
  'outage.restored': [told('restored')],
  'outage.cancelled': [told('cancelled')],
};
