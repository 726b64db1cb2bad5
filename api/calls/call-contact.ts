import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import { type AuditSurface, noteAudit } from '#api/core/audit.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import { isCurrent } from '#api/residents/current.ts';

/** Whom to call: who it is about first, then the others who live there now and have a number. */
export type CallContact = { name: string; phone: string };

/** Names and numbers for a call, and a witness that they were looked at. Managers and dispatchers. Refuses `call.not-found`. */
export async function getCallContacts(
  ctx: Ctx,
  actor: Actor,
  input: { callId: string; surface: AuditSurface },
): Promise<CallContact[]> {
  mustBeAllowed(hasRole(actor, 'manager', 'dispatcher'));
  return inTransaction(ctx, async (tx) => {
    const call = found(
      await tx.db.phoneCall.findUnique({ where: { id: input.callId }, select: { unitId: true, residentId: true } }),
      'call',
    );
    const subject = { type: 'phone-call', id: input.callId };
    await noteAudit(tx, actor, { surface: input.surface, deed: 'contact.viewed', subject });
    return tx.db.$queryRaw<CallContact[]>`
      select r.full_name as name, r.phone from resident r
      where r.phone is not null and r.id in (
        select o.resident_id
        from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id cross join company c
        where o.unit_id = ${call.unitId}::uuid and ${isCurrent(tx.now())})
      order by coalesce(r.id = ${call.residentId}::uuid, false) desc, r.full_name, r.id`;
  });
}
