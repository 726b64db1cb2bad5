import type { Ctx } from '#api/core/ctx.ts';
import { shiftPeriod, type YearMonth } from '#api/core/time.ts';
import { askedOf } from '../open-sum.ts';
import { type DisputeInfo, findDisputeOfTicket } from './read-disputes.ts';

/** A line as an accountant looks at it: what it asks for, and what the same service asked for a month before. */
export type LineFacts = {
  id: string;
  names: Record<string, string>;
  name: string;
  unit: string;
  volume: string | null;
  tariff: string | null;
  minor: bigint;
  before: { volume: string | null; minor: bigint } | null;
};

/** The bill a ticket is about. `lines` are the disputed ones, or all where the whole bill is meant. Sums are minor units. */
export type BillOfTicket = {
  invoiceId: string;
  period: YearMonth;
  number: string;
  payeeName: string;
  accountNumber: string;
  currency: string;
  askedMinor: bigint;
  openMinor: bigint;
  lines: LineFacts[];
  dispute: DisputeInfo | null;
};

/** What a colleague must see beside a ticket about a bill; null when it is about none. Asks nobody's leave, so callers do. */
export async function billOfTicket(ctx: Ctx, ticketId: string): Promise<BillOfTicket | null> {
  const ticket = await ctx.db.ticket.findUnique({
    where: { id: ticketId },
    select: { invoice: { include: { payee: true, account: true } } },
  });
  const bill = ticket?.invoice;
  if (!bill) return null;
  const dispute = await findDisputeOfTicket(ctx, ticketId);
  const askedMinor = askedOf(bill);
  return {
    ...{ invoiceId: bill.id, period: bill.period, number: bill.number, currency: bill.currency, dispute },
    ...{ payeeName: bill.payee.name, accountNumber: bill.account.number },
    askedMinor,
    openMinor: askedMinor - bill.paidMinor,
    lines: await readLines(ctx, bill, dispute?.lineIds ?? []),
  };
}

async function readLines(
  ctx: Ctx,
  bill: { id: string; accountId: string; period: string },
  lineIds: readonly string[],
): Promise<LineFacts[]> {
  return ctx.db.$queryRaw<LineFacts[]>`
    select l.id, coalesce(s.names, '{}') as names, l.service_name as name, l.unit,
      trim_scale(l.volume)::text as volume, trim_scale(l.tariff)::text as tariff,
      (l.to_pay_minor + l.adjusted_minor)::bigint as minor,
      (select json_build_object('volume', trim_scale(sum(b.volume))::text, 'minor', sum(b.to_pay_minor)::text)
        from invoice j join invoice_line b on b.invoice_id = j.id
        where j.account_id = ${bill.accountId}::uuid and j.period = ${shiftPeriod(bill.period, -1)} and j.state = 'issued'
          and b.service_code = l.service_code having count(*) > 0) as before
    from invoice_line l left join service s on s.id = l.service_id
    where l.invoice_id = ${bill.id}::uuid
      and (cardinality(${[...lineIds]}::uuid[]) = 0 or l.id = any(${[...lineIds]}::uuid[]))
    order by l.position`.then((rows) =>
    rows.map((row) => ({ ...row, before: row.before && { ...row.before, minor: BigInt(row.before.minor) } })),
  );
}
