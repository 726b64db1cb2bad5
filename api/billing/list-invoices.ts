import { cell, type Page, readCursor, toPage, writeCursor } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { today, type YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { stateOf } from './invoice-sums.ts';
import { askedOfInvoice, openOfInvoice } from './open-sum.ts';
import type { InvoiceSearch, InvoiceState, ListMyInvoicesInput } from './schema.ts';
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

/** A page that can also be left backwards: `previous` is handed back as `before`. `count` is that of the whole list. */
export type InvoicePage = Page<InvoiceItem> & { previous: string | null; count: number };

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
  isOpen: number;
  count: number;
};

const usualLimit = 7;

/**
 * The bills of a flat, unpaid ones first, newest first among each, since its resident came. With `group` only those that have a
 * part of it, each with that part, open or paid as the part is. Refuses: flat.not-found, not-allowed (no `bills` right),
 * page.bad-cursor.
 */
export async function listMyInvoices(ctx: Ctx, actor: Actor, input: ListMyInvoicesInput): Promise<InvoicePage> {
  const flat = await flatAccess(ctx, actor, input.unitId, 'bills');
  const day = today(ctx, flat.timeZone).toString();
  const limit = input.limit ?? usualLimit;
  const isBack = Boolean(input.before);
  const cursor = readCursor(input.before ?? input.after, [cell.number, cell.text, cell.id]);
  const asked = input.group
    ? Prisma.sql`join lateral (select sum(l.to_pay_minor + l.adjusted_minor)::bigint as asked, greatest(sum(l.paid_minor), sum(l.to_pay_minor + l.adjusted_minor) - greatest(${openOfInvoice}, 0))::bigint as paid
        from invoice_line l where l.invoice_id = i.id and l."group" = ${input.group}
        having count(*) filter (where l.to_pay_minor <> 0) > 0) s on true`
    : Prisma.sql`cross join lateral (select ${askedOfInvoice} as asked, i.paid_minor + i.covered_minor as paid) s`;
  const beyond = cursor
    ? Prisma.sql`where (f."isOpen", f.period, f.id) ${isBack ? Prisma.sql`>` : Prisma.sql`<`}
        (${cursor[0]}::int, ${cursor[1]}, ${cursor[2]}::uuid)`
    : Prisma.empty;
  const order = isBack ? Prisma.sql`f."isOpen", f.period, f.id` : Prisma.sql`f."isOpen" desc, f.period desc, f.id desc`;
  const rows = await ctx.db.$queryRaw<Row[]>(Prisma.sql`
    with f as (
      select i.id, i.period, i.number, p.name as "payeeName", i.currency, i.total_minor as "totalMinor",
        i.charged_minor as "chargedMinor", i.due_on::text as "dueOn", s.asked as "askedMinor", s.paid as "paidMinor",
        case when s.asked > s.paid then 1 else 0 end as "isOpen"
      from invoice i join payee p on p.id = i.payee_id ${asked}
      where i.account_id in (select id from account where unit_id = ${flat.unitId}::uuid) and ${isVisibleInvoice(flat)}
        ${inState(input.state ?? 'all', day)} ${isSearched(input.search)})
    select f.*, (select count(*)::int from f) as count from f ${beyond} order by ${order} limit ${limit + 1}`);
  const page = toPage(rows, limit, cursorOf, (row) => row);
  const shown = isBack ? page.items.toReversed() : page.items;
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    items: shown.map((row) => present(row, day, input.group !== undefined)),
    next: isBack ? ((last && writeCursor(cursorOf(last))) ?? null) : page.next,
    previous: (isBack ? page.next !== null : cursor !== null) && first ? writeCursor(cursorOf(first)) : null,
    count: first?.count ?? 0,
  };
}

function cursorOf(row: Row): [number, string, string] {
  return [row.isOpen, row.period, row.id];
}

function inState(state: 'unpaid' | 'paid' | 'overdue' | 'all', day: string): Prisma.Sql {
  if (state === 'unpaid') return Prisma.sql`and s.asked > s.paid`;
  if (state === 'paid') return Prisma.sql`and s.asked <= s.paid`;
  if (state === 'overdue') return Prisma.sql`and s.asked > s.paid and i.due_on < ${day}::date`;
  return Prisma.empty;
}

function isSearched(search: InvoiceSearch | undefined): Prisma.Sql {
  if (!search) return Prisma.empty;
  const { month, year, number } = search;
  const period = `${year ?? '____'}-${month === undefined ? '__' : String(month).padStart(2, '0')}`;
  const ofPeriod = month === undefined && year === undefined ? Prisma.sql`false` : Prisma.sql`i.period like ${period}`;
  const ofNumber = number ? Prisma.sql`position(lower(${number}) in lower(i.number)) > 0` : Prisma.sql`false`;
  return Prisma.sql`and (${ofPeriod} or ${ofNumber})`;
}

function present({ askedMinor, isOpen, count, ...row }: Row, day: string, ofGroup: boolean): InvoiceItem {
  const toPayMinor = askedMinor - row.paidMinor;
  return {
    ...row,
    toPayMinor,
    groupMinor: ofGroup ? askedMinor : null,
    state: stateOf(toPayMinor, row.paidMinor, row.dueOn, day),
  };
}
