import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, found, isAppError } from '#api/core/errors.ts';
import { fromDateColumn, today, type YearMonth } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Books, openBooks } from './books.ts';
import { stateOf } from './invoice-sums.ts';
import { openOf } from './open-sum.ts';
import { type Group, groups, type InvoiceState, type VolumeMethod } from './schema.ts';
import { estimateLate, type LateEstimate } from './terms/estimate.ts';
import { isVisibleInvoice } from './visible.ts';

/** A line of a bill. Volumes and tariffs are decimal texts, sums minor units. */
export type InvoiceLineView = {
  id: string;
  position: number;
  serviceCode: string;
  /** The service's names by language; only what billing wrote when we do not know the service. */
  names: Record<string, string>;
  name: string;
  group: Group;
  unit: string;
  volume: string | null;
  method: VolumeMethod | null;
  tariff: string | null;
  chargedMinor: bigint;
  recalculationMinor: bigint;
  recalculationReason: string | null;
  benefitMinor: bigint;
  penaltyMinor: bigint;
  debtMinor: bigint;
  toPayMinor: bigint;
  paidMinor: bigint;
  /** Its share of the bill's adjustments. */
  adjustedMinor: bigint;
};

export type Requisites = {
  name: string;
  taxId: string | null;
  kpp: string | null;
  bankName: string | null;
  bic: string | null;
  bankAccount: string | null;
  corrAccount: string | null;
  iban: string | null;
};

/** A bill with everything on it. `toPayMinor` is what is still open of this bill itself, without `openingMinor`. */
export type InvoiceView = {
  id: string;
  /** The bill of the same account before this one, when this resident may see it. */
  previousId: string | null;
  unitId: string;
  accountId: string;
  period: YearMonth;
  number: string;
  accountNumber: string;
  issuedOn: string;
  dueOn: string;
  currency: string;
  openingMinor: bigint;
  chargedMinor: bigint;
  recalculationMinor: bigint;
  benefitMinor: bigint;
  penaltyMinor: bigint;
  roundingMinor: bigint;
  totalMinor: bigint;
  paidMinor: bigint;
  /** What decisions about disputes changed: below zero it asks for less. */
  adjustedMinor: bigint;
  /** What of it is asked for no more though no payment here paid it: billing's balance says so (see `coverBills`). */
  coveredMinor: bigint;
  toPayMinor: bigint;
  state: InvoiceState;
  /** Of an overdue bill: what being late may have cost until today, by our estimate; null where there is none to make. */
  lateEstimate: LateEstimate | null;
  payee: Requisites;
  lines: InvoiceLineView[];
  /** What each group adds to the bill, in our order; with the rounding they add up to total − opening. */
  groups: { group: Group; minor: bigint; paidMinor: bigint }[];
};

/**
 * A bill with its lines. Refuses: invoice.not-found (another flat's, or from before the resident came), not-allowed (no `bills`
 * right).
 */
export async function getMyInvoice(ctx: Ctx, actor: Actor, invoiceId: string): Promise<InvoiceView> {
  const flat = await flatOfInvoice(ctx, actor, invoiceId);
  const [visible] = await ctx.db.$queryRaw<{ id: string; previousId: string | null }[]>(Prisma.sql`
    select i.id, ${previousOf(flat)} as "previousId" from invoice i
    where i.id = ${invoiceId}::uuid and ${isVisibleInvoice(flat)}`);
  const row = found(
    await ctx.db.invoice.findUnique({
      where: { id: found(visible, 'invoice').id },
      include: { lines: { orderBy: { position: 'asc' }, include: { service: true } }, payee: true, account: true },
    }),
    'invoice',
  );
  const toPayMinor = openOf(row);
  const dueOn = fromDateColumn(row.dueOn).toString();
  const lines = row.lines.map(presentLine);
  const day = today(ctx, flat.timeZone);
  const state = stateOf(toPayMinor, row.paidMinor + row.coveredMinor, dueOn, day.toString());
  return {
    id: row.id,
    previousId: visible?.previousId ?? null,
    unitId: flat.unitId,
    accountId: row.accountId,
    period: row.period,
    number: row.number,
    accountNumber: row.account.number,
    issuedOn: fromDateColumn(row.issuedOn).toString(),
    dueOn,
    currency: row.currency,
    openingMinor: row.openingMinor,
    chargedMinor: row.chargedMinor,
    recalculationMinor: row.recalculationMinor,
    benefitMinor: row.benefitMinor,
    penaltyMinor: row.penaltyMinor,
    roundingMinor: row.roundingMinor,
    totalMinor: row.totalMinor,
    paidMinor: row.paidMinor,
    adjustedMinor: row.adjustedMinor,
    coveredMinor: row.coveredMinor,
    toPayMinor,
    state,
    lateEstimate: state === 'overdue' ? await estimateLate(ctx, { id: row.id, dueOn }, day) : null,
    payee: requisitesOf(row.payee),
    lines,
    groups: sumGroups(lines),
  };
}

/** An expression of the id of the bill before `invoice i`, of the months before it the last. */
function previousOf(flat: Books): Prisma.Sql {
  return Prisma.sql`(select before.id from (select i.* from invoice i where ${isVisibleInvoice(flat)}) before
    where before.account_id = i.account_id and before.period < i.period
    order by before.period desc, before.issued_on desc, before.id desc limit 1)`;
}

/** The flat a bill belongs to, when the actor may see its bills. */
async function flatOfInvoice(ctx: Ctx, actor: Actor, invoiceId: string): Promise<Books> {
  const row = found(
    await ctx.db.invoice.findUnique({ where: { id: invoiceId }, select: { account: { select: { unitId: true } } } }),
    'invoice',
  );
  try {
    return await openBooks(ctx, actor, row.account.unitId);
  } catch (error) {
    // Whose bill it is, is not said to a stranger.
    if (isAppError(error, 'flat.not-found')) throw new AppError('invoice.not-found');
    throw error;
  }
}

function sumGroups(lines: readonly InvoiceLineView[]): InvoiceView['groups'] {
  return groups.flatMap((group) => {
    const own = lines.filter((line) => line.group === group);
    if (own.length === 0) return [];
    const sum = (of: (line: InvoiceLineView) => bigint) => own.reduce((all, line) => all + of(line), 0n);
    return { group, minor: sum((line) => line.toPayMinor), paidMinor: sum((line) => line.paidMinor) };
  });
}

type LineRow = Prisma.InvoiceLineGetPayload<{ include: { service: true } }>;

function presentLine(row: LineRow): InvoiceLineView {
  return {
    id: row.id,
    position: row.position,
    serviceCode: row.serviceCode,
    names: readNames(row.service?.names),
    name: row.serviceName,
    group: groups.find((group) => group === row.group) ?? 'other',
    unit: row.unit,
    volume: row.volume?.toFixed() ?? null,
    method: row.volumeMethod as VolumeMethod | null,
    tariff: row.tariff?.toFixed() ?? null,
    chargedMinor: row.chargedMinor,
    recalculationMinor: row.recalculationMinor,
    recalculationReason: row.recalculationReason,
    benefitMinor: row.benefitMinor,
    penaltyMinor: row.penaltyMinor,
    debtMinor: row.debtMinor,
    toPayMinor: row.toPayMinor,
    paidMinor: row.paidMinor,
    adjustedMinor: row.adjustedMinor,
  };
}

function readNames(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

function requisitesOf(payee: LineRowPayee): Requisites {
  const { name, taxId, kpp, bankName, bic, bankAccount, corrAccount, iban } = payee;
  return { name, taxId, kpp, bankName, bic, bankAccount, corrAccount, iban };
}
type LineRowPayee = Prisma.PayeeGetPayload<object>;
