import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import type { Flat } from '#api/residents/access.ts';
import { listMyFlats } from '#api/residents/access.ts';

/** An attachment with whose it is. */
export type OwnedAttachment = {
  kind: string;
  state: string;
  name: string | null;
  position: number;
  key: string | null;
  fileMime: string | null;
  visibility: string | null;
  isTakenBack: boolean;
  conversationResidentId: string | null;
  looseResidentId: string | null;
  readingUnitId: string | null;
  ticketId: string | null;
  ticketResidentId: string | null;
  ticketUnitId: string | null;
  /** When what it belongs to came to be. */
  at: Instant;
};

/**
 * Colleagues may see all; a resident what is their own, and what their flat's tickets, readings and answers show them since
 * they live there — never an internal note's, nor one that was taken back.
 */
export async function maySee(ctx: Ctx, actor: Actor, row: OwnedAttachment): Promise<boolean> {
  if (actor.kind === 'system' || actor.kind === 'staff') return true;
  if (actor.kind !== 'resident') return false;
  if (row.visibility === 'internal' || row.isTakenBack) return false;
  if (row.looseResidentId === actor.residentId) return true;
  if (row.conversationResidentId === actor.residentId && row.ticketId === null) return true;
  const flats = await listMyFlats(ctx, actor);
  if (row.ticketId !== null) return seesTicket(flats, actor.residentId, row);
  return row.readingUnitId !== null && flats.some((flat) => holds(flat, row.readingUnitId, row.at, 'meters'));
}

/** Their own ticket without a flat, or one of a flat that is theirs now, opened since it is. */
function seesTicket(flats: Flat[], residentId: string, row: OwnedAttachment): boolean {
  if (row.ticketUnitId === null) return row.ticketResidentId === residentId;
  return flats.some((flat) => holds(flat, row.ticketUnitId, row.at, 'tickets'));
}

function holds(flat: Flat, unitId: string | null, at: Instant, right: 'tickets' | 'meters'): boolean {
  return flat.unitId === unitId && flat.rights.includes(right) && at >= flat.since;
}

/** The attachment and its owner, or null. One statement. */
export async function findOwned(ctx: Ctx, attachmentId: string): Promise<OwnedAttachment | null> {
  const [row] = await ctx.db.$queryRaw<OwnedAttachment[]>`
    select a.kind, a.state, a.name, a.position, f.key, f.mime as "fileMime", m.visibility,
      m.taken_back_at is not null as "isTakenBack", cv.resident_id as "conversationResidentId", l.resident_id as "looseResidentId", mt.unit_id as "readingUnitId",
      t.id as "ticketId", t.resident_id as "ticketResidentId", t.unit_id as "ticketUnitId",
      coalesce(t.created_at, rd.created_at, a.created_at) as at
    from attachment a
    left join stored_file f on f.id = a.file_id
    left join message m on m.id = a.message_id
    left join conversation cv on cv.id = m.conversation_id
    left join ticket t on t.id = coalesce(a.ticket_id, cv.ticket_id)
    left join loose_message l on l.id = a.loose_id
    left join reading rd on rd.id = a.reading_id
    left join meter mt on mt.id = rd.meter_id
    where a.id = ${attachmentId}::uuid`;
  return row ?? null;
}
