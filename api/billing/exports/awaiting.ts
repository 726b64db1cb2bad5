import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';

/** What was granted on a disagreement and no file of billing has carried yet; minor units, below zero: less is to be paid. */
export type Awaiting = {
  id: string;
  number: string;
  address: string;
  unit: string;
  payee: string;
  currency: string;
  period: string;
  bill: string;
  /** Names of the lines in question; empty for the whole bill. */
  services: string;
  reason: string;
  minor: bigint;
  decidedOn: string;
};

const handful = 1000;

/** Decisions that await billing, the oldest first, a handful at a time. For those who keep the books. Refuses `not-allowed`. */
export async function* readAwaiting(ctx: Ctx, actor: Actor): AsyncIterable<Awaiting[]> {
  mustKeepBooks(actor);
  let last: string | null = null;
  for (;;) {
    const after: Prisma.Sql = last ? Prisma.sql`and d.id > ${last}::uuid` : Prisma.empty;
    const rows: Awaiting[] = await ctx.db.$queryRaw(Prisma.sql`
      select d.id, a.number, b.address, u.number as unit, p.name as payee, i.currency::text, i.period, i.number as bill,
        coalesce((select string_agg(l.service_name, ', ' order by l.position) from invoice_line l where l.id = any(d.line_ids)), '')
          as services,
        d.reason, -d.accepted_minor as minor, (d.decided_at at time zone coalesce(b.time_zone, c.time_zone))::date::text as "decidedOn"
      from dispute d join invoice i on i.id = d.invoice_id join account a on a.id = i.account_id join unit u on u.id = a.unit_id
        join building b on b.id = u.building_id join payee p on p.id = i.payee_id cross join company c
      where d.state = 'decided' and d.accepted_minor > 0 and d.billed_at is null ${after}
      order by d.id limit ${handful}`);
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    if (rows.length < handful) return;
    last = end.id;
  }
}
