import type { Ctx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import type { CallReason, CallState } from './schema.ts';

/** A call as its card shows it: the flat, never a name or a number. */
export type CallNow = {
  id: string;
  reason: CallReason;
  state: CallState;
  /** What is to be asked or told; for a noted call, what was said. */
  text: string;
  outcome: string | null;
  unitId: string | null;
  unitNumber: string | null;
  unitType: string | null;
  address: string | null;
  residentId: string | null;
  ticketId: string | null;
  ticketNumber: number | null;
  /** Who made it, or tried last. */
  byName: string | null;
  createdAt: Instant;
  /** When it was made, or tried last. */
  madeAt: Instant | null;
};

/** A call as it is now, or null. For doors that have decided who sees it: it asks nobody's leave. */
export async function findCall(ctx: Ctx, callId: string): Promise<CallNow | null> {
  const [row] = await ctx.db.$queryRaw<CallNow[]>`
    select p.id, p.reason, p.state, p.text, p.outcome, p.unit_id as "unitId", u.number as "unitNumber",
      u.type as "unitType", b.address, p.resident_id as "residentId", p.ticket_id as "ticketId",
      t.number as "ticketNumber", s.name as "byName", p.created_at as "createdAt", p.made_at as "madeAt"
    from phone_call p left join unit u on u.id = p.unit_id left join building b on b.id = u.building_id
    left join ticket t on t.id = p.ticket_id left join staff_member s on s.id = p.staff_id
    where p.id = ${callId}::uuid`;
  return row ?? null;
}
