import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { canRead } from './policy.ts';
import type { TicketInput } from './schema.ts';

/** An open ticket that another may be a duplicate of. */
export type LikelyTwin = {
  id: string;
  number: number;
  text: string;
  category: { names: { ru: string; en: string } } | null;
  unitNumber: string | null;
  createdAt: Instant;
};

const longestList = 100;

/** The open tickets of the same building: of the same flat first, then of the same category, the newest first. For colleagues. */
export async function listLikelyTwins(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<LikelyTwin[]> {
  mustBeAllowed(canRead(actor));
  return ctx.db.$queryRaw<LikelyTwin[]>`
    select o.id, o.number, left(o.text, 200) as text, u.number as "unitNumber", o.created_at as "createdAt",
      case when k.id is not null then jsonb_build_object('names', k.names) end as category
    from ticket t
    join ticket o on o.building_id = t.building_id and o.id <> t.id and o.status in ('new', 'claimed', 'in-work')
    left join unit u on u.id = o.unit_id
    left join ticket_category k on k.id = o.category_id
    where t.id = ${ticketId}::uuid
    order by (o.unit_id is not distinct from t.unit_id) desc, (o.category_id is not distinct from t.category_id) desc,
      o.created_at desc, o.id desc
    limit ${longestList}`;
}
