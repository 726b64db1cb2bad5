import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';
import type { AccountsFilter } from './accounts-in-order.ts';

export type PaymentRow = {
  id: string;
  paidOn: string;
  account: string;
  address: string;
  unit: string;
  payee: string;
  currency: string;
  amountMinor: bigint;
  refundedMinor: bigint;
  commissionMinor: bigint;
  provider: string;
  operation: string | null;
};

/** Both days are counted; ISO. */
export type Days = { from: string; until: string };

const handful = 1000;

/** The money that came in some days, oldest first, a handful at a time. Refuses `not-allowed`, `statement.bad-span`. */
export async function* readPayments(
  ctx: Ctx,
  actor: Actor,
  { from, until, payeeId, buildingId }: AccountsFilter & Days,
): AsyncIterable<PaymentRow[]> {
  mustKeepBooks(actor);
  if (from > until) throw new AppError('statement.bad-span');
  let last: PaymentRow | null = null;
  for (;;) {
    const after: Prisma.Sql = last
      ? Prisma.sql`and (paid.day, x.id) > (${last.paidOn}::date, ${last.id}::uuid)`
      : Prisma.empty;
    const rows: PaymentRow[] = await ctx.db.$queryRaw(Prisma.sql`
      with paid as (
        select e.payment_id, min(e.effective_on) as day from ledger_entry e
        where e.kind = 'payment' and e.effective_on between ${from}::date and ${until}::date group by e.payment_id)
      select x.id, paid.day::text as "paidOn", a.number as account, b.address, u.number as unit, p.name as payee,
        x.currency::text, x.amount_minor as "amountMinor", x.refunded_minor as "refundedMinor",
        x.commission_minor as "commissionMinor", x.provider, x.provider_charge_id as operation
      from paid join payment x on x.id = paid.payment_id join account a on a.id = x.account_id join unit u on u.id = a.unit_id
        join building b on b.id = u.building_id join payee p on p.id = x.payee_id
      where x.state in ('succeeded', 'refunded')
        and ${payeeId ? Prisma.sql`x.payee_id = ${payeeId}::uuid` : Prisma.sql`true`}
        and ${buildingId ? Prisma.sql`u.building_id = ${buildingId}::uuid` : Prisma.sql`true`} ${after}
      order by paid.day, x.id limit ${handful}`);
    last = rows.at(-1) ?? null;
    if (rows.length > 0) yield rows;
    if (rows.length < handful) return;
  }
}
