import type { Ctx } from '#api/core/ctx.ts';
import type { PlainDate, YearMonth } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { openOfInvoice } from './open-sum.ts';

export type DueInvoice = {
  invoiceId: string;
  accountId: string;
  unitId: string;
  buildingId: string;
  period: YearMonth;
  dueOn: string;
  toPayMinor: bigint;
  currency: string;
};

/**
 * A query of the unpaid bills that fall due on `day`, optionally of one building: invoice_id, account_id, unit_id, building_id,
 * period, issued_on, due_on, created_at, to_pay_minor, currency. For one INSERT … SELECT of reminders.
 */
export function invoicesDueOnSql(day: PlainDate, buildingId?: string): Prisma.Sql {
  const here = buildingId ? Prisma.sql`and u.building_id = ${buildingId}::uuid` : Prisma.empty;
  return Prisma.sql`
    select i.id as invoice_id, i.account_id, a.unit_id, u.building_id, i.period, i.issued_on, i.due_on, i.created_at,
      ${openOfInvoice}::bigint as to_pay_minor, i.currency
    from invoice i join account a on a.id = i.account_id join unit u on u.id = a.unit_id
    where i.due_on = ${day.toString()}::date and i.state = 'issued'
      and ${openOfInvoice} > 0 ${here}`;
}

/** The unpaid bills that fall due on `day`. */
export async function invoicesDueOn(ctx: Ctx, day: PlainDate, buildingId?: string): Promise<DueInvoice[]> {
  return ctx.db.$queryRaw<DueInvoice[]>(Prisma.sql`
    select invoice_id as "invoiceId", account_id as "accountId", unit_id as "unitId", building_id as "buildingId",
      period, due_on::text as "dueOn", to_pay_minor as "toPayMinor", currency
    from (${invoicesDueOnSql(day, buildingId)}) d order by invoice_id`);
}
