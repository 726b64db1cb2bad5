import type { Page } from '#api/company/page.ts';
import { readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { today, type YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { stateOf } from './invoice-sums.ts';
import type { InvoiceState, ListMyInvoicesInput } from './schema.ts';
import { isVisibleInvoice } from './visible.ts';

/** A bill in a list. Sums are minor units of `currency`. */
export type InvoiceItem = {
  id: string;
  period: YearMonth;
  number: string;
  payeeName: string;
  currency: string;
  /** The document's own total, with what it carries over from before. */
  totalMinor: bigint;
  chargedMinor: bigint;
  paidMinor: bigint;
  /** What is still to be paid of this bill itself (of the group's part, when filtered by one). */
  toPayMinor: bigint;
  /** The group's part of the bill, when filtered by one; else null. */
  groupMinor: bigint | null;
  dueOn: string;
  /** Follows the group's part when filtered by one. */
  state: InvoiceState;
};

type Row = {
  id: string;
  period: string;
  number: string;
  payeeName: string;
  currency: string;
  totalMinor: bigint;
  chargedMinor: bigint;
  dueOn: string;
  askedMinor: bigint;
  paidMinor: bigint;
};

const usualLimit = 7;

/**
 * The bills of a flat, newest first, since its resident came. With `group` only those that have a part of it, each with that part.
 * Refuses: flat.not-found, not-allowed (no `bills` right), page.bad-cursor.
 */
export async function listMyInvoices(ctx: Ctx, actor: Actor, input: ListMyInvoicesInput): Promise<Page<InvoiceItem>> {
  const flat = await flatAccess(ctx, actor, input.unitId, 'bills');
  const day = today(ctx, flat.timeZone).toString();
  const limit = input.limit ?? usualLimit;
  const cursor = readCursor(input.after, 2);
  const asked = input.group
    ? Prisma.sql`join lateral (select sum(l.to_pay_minor + l.adjusted_minor)::bigint as asked, sum(l.paid_minor)::bigint as paid
        from invoice_line l where l.invoice_id = i.id and l."group" = ${input.group}
        having count(*) filter (where l.to_pay_minor <> 0) > 0) s on true`
    : Prisma.sql`cross join lateral (select i.total_minor - i.opening_minor + i.adjusted_minor as asked, i.paid_minor as paid) s`;
  const rows = await ctx.db.$queryRaw<Row[]>(Prisma.sql`
    select i.id, i.period, i.number, p.name as "payeeName", i.currency, i.total_minor as "totalMinor",
      i.charged_minor as "chargedMinor", i.due_on::text as "dueOn", s.asked as "askedMinor", s.paid as "paidMinor"
    from invoice i join payee p on p.id = i.payee_id ${asked}
    where i.account_id in (select id from account where unit_id = ${flat.unitId}::uuid) and ${isVisibleInvoice(flat)}
      ${inState(input.state ?? 'all', day)}
      ${cursor ? Prisma.sql`and (i.period, i.id) < (${cursor[0]}, ${cursor[1]}::uuid)` : Prisma.empty}
    order by i.period desc, i.id desc limit ${limit + 1}`);
  return toPage(
    rows,
    limit,
    (row) => [row.period, row.id],
    (row) => present(row, day, input.group !== undefined),
  );
}

function inState(state: 'unpaid' | 'paid' | 'overdue' | 'all', day: string): Prisma.Sql {
  if (state === 'unpaid') return Prisma.sql`and s.asked > s.paid`;
  if (state === 'paid') return Prisma.sql`and s.asked <= s.paid`;
  if (state === 'overdue') return Prisma.sql`and s.asked > s.paid and i.due_on < ${day}::date`;
  return Prisma.empty;
}

function present(row: Row, day: string, ofGroup: boolean): InvoiceItem {
  const { askedMinor, ...rest } = row;
  const toPayMinor = askedMinor - row.paidMinor;
  return {
    ...rest,
    toPayMinor,
    groupMinor: ofGroup ? askedMinor : null,
    state: stateOf(toPayMinor, row.paidMinor, row.dueOn, day),
  };
}
