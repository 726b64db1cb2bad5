import { getSetting } from '#api/company/settings.ts';
import { type Actor, hasRole } from '#api/core/actor.ts';
import { type AuditSurface, noteAudit } from '#api/core/audit.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { isCurrent } from '#api/residents/current.ts';
import { canRead } from './policy.ts';

/** Somebody who may speak for a flat. `isMatch`: the number that was given is theirs. */
export type Caller = { residentId: string; name: string; role: string; isConnected: boolean; isMatch: boolean };

/**
 * Who may have called from a flat: those who live there now and may open tickets. Phones are compared by their last ten
 * digits: `8 999…` and `+7 999…` are one. For verbs, which ask who may know.
 */
export async function readCallers(ctx: Ctx, unitId: string, phone = ''): Promise<Caller[]> {
  const digits = phone.replace(/\D/g, '').slice(-10);
  return ctx.db.$queryRaw<Caller[]>`
    select r.id as "residentId", r.given_name as name, o.role,
      exists (select from chat where chat.resident_id = r.id and chat.state = 'active') as "isConnected",
      length(${digits}) = 10 and right(regexp_replace(coalesce(r.phone, ''), '\\D', '', 'g'), 10) = ${digits} as "isMatch"
    from occupancy o join resident r on r.id = o.resident_id join unit u on u.id = o.unit_id
      join building b on b.id = u.building_id cross join company c
    where o.unit_id = ${unitId}::uuid and ${isCurrent(ctx.now())} and r.erased_at is null and 'tickets' = any(o.rights)
    order by (o.role = 'owner') desc, o.created_at, r.id
    limit 50`;
}

/** The one who called for certain: by their number, or because nobody else is there. Null when it has to be asked. */
export function certainCaller(callers: readonly Caller[]): Caller | null {
  const matches = callers.filter(({ isMatch }) => isMatch);
  const [only] = matches.length > 0 ? matches : callers;
  return (matches.length > 0 ? matches : callers).length === 1 ? (only ?? null) : null;
}

/**
 * Who may have called, to be chosen from. Given names for dispatchers and managers, where the company shows Slack who lives
 * where, and that they were seen is written down; for others an empty name.
 */
export async function listCallers(
  ctx: Ctx,
  actor: Actor,
  { unitId, phone, surface }: { unitId: string; phone: string; surface: AuditSurface },
): Promise<Caller[]> {
  mustBeAllowed(canRead(actor));
  return inTransaction(ctx, async (tx) => {
    const callers = await readCallers(tx, unitId, phone);
    const isOpen = surface !== 'slack' || (await getSetting(tx, 'slack-privacy')).phones !== 'never';
    if (!isOpen || !hasRole(actor, 'dispatcher', 'manager')) return callers.map((one) => ({ ...one, name: '' }));
    await noteAudit(tx, actor, { surface, deed: 'contact.viewed', subject: { type: 'unit', id: unitId } });
    return callers;
  });
}
