import type { Ctx } from '#api/core/ctx.ts';
import type { Instant, YearMonth } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { disputedOfInvoice } from './open-part.ts';
import type { DisputeOutcome, DisputeReason, DisputeState } from './schema.ts';

/** A dispute as everybody concerned may see it. Sums are minor units of `currency`. */
export type DisputeInfo = {
  id: string;
  ticketId: string;
  ticketNumber: number;
  invoiceId: string;
  period: YearMonth;
  currency: string;
  /** Empty: the whole bill. */
  lineIds: string[];
  reason: DisputeReason;
  disputedMinor: bigint;
  state: DisputeState;
  outcome: DisputeOutcome | null;
  acceptedMinor: bigint | null;
  answer: string | null;
  decideBy: Instant | null;
  decidedAt: Instant | null;
  /** When billing's own file carried the adjustment; until then an accepted one awaits billing. */
  billedAt: Instant | null;
  createdAt: Instant;
};

/** The disputes of a bill, newest first. Asks nobody's leave, so callers do. */
export function listDisputesOfBill(ctx: Ctx, invoiceId: string): Promise<DisputeInfo[]> {
  return selectDisputes(ctx, Prisma.sql`d.invoice_id = ${invoiceId}::uuid`);
}

/** The dispute that a ticket carries, or null. Asks nobody's leave, so callers do. */
export async function findDisputeOfTicket(ctx: Ctx, ticketId: string): Promise<DisputeInfo | null> {
  const [row] = await selectDisputes(ctx, Prisma.sql`d.ticket_id = ${ticketId}::uuid`);
  return row ?? null;
}

/** One dispute, or null. Asks nobody's leave, so callers do. */
export async function findDispute(ctx: Ctx, disputeId: string): Promise<DisputeInfo | null> {
  const [row] = await selectDisputes(ctx, Prisma.sql`d.id = ${disputeId}::uuid`);
  return row ?? null;
}

/** What of each of these bills is under dispute and not paid, by invoice id; those with nothing are left out. */
export async function withheldOf(ctx: Ctx, invoiceIds: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await ctx.db.$queryRaw<{ id: string; minor: bigint }[]>`
    select i.id, ${disputedOfInvoice} as minor from invoice i
    where i.id = any(${[...invoiceIds]}::uuid[])
      and exists (select 1 from dispute d where d.invoice_id = i.id and d.state = 'open')`;
  return new Map(rows.filter(({ minor }) => minor > 0n).map(({ id, minor }) => [id, minor]));
}

function selectDisputes(ctx: Ctx, which: Prisma.Sql): Promise<DisputeInfo[]> {
  return ctx.db.$queryRaw<DisputeInfo[]>`
    select ${disputeColumns} from dispute d join invoice i on i.id = d.invoice_id join ticket t on t.id = d.ticket_id
    where ${which} order by d.created_at desc, d.id desc`;
}

/** The columns of a `DisputeInfo`, over `dispute d`, its `invoice i` and its `ticket t`. */
export const disputeColumns = Prisma.sql`d.id, d.ticket_id as "ticketId", t.number as "ticketNumber",
  d.invoice_id as "invoiceId", i.period, i.currency, d.line_ids as "lineIds", d.reason,
  d.disputed_minor as "disputedMinor", d.state, d.outcome, d.accepted_minor as "acceptedMinor", d.answer,
  d.decide_by as "decideBy", d.decided_at as "decidedAt", d.billed_at as "billedAt", d.created_at as "createdAt"`;
