import { splitMinor } from '#api/core/money.ts';

/** What is still open on a bill, line by line; `lineId` null is its rounding. Parts may be negative (a recalculation). */
export type OpenInvoice = { invoiceId: string; parts: OpenPart[] };
export type OpenPart = { lineId: string | null; isPenalty: boolean; remainingMinor: bigint };
export type Allocated = { invoiceId: string; lineId: string | null; amountMinor: bigint };

/**
 * Where penalties and fees stand: `last` after the services of all bills, `with-bill` after the services of their own bill,
 * `first` before any services.
 */
export const penaltyOrders = ['last', 'with-bill', 'first'] as const;
export type PenaltyOrder = (typeof penaltyOrders)[number];

/** Which parts of a bill a round may pay. */
type Round = 'services' | 'penalties' | 'all';
const rounds: Record<PenaltyOrder, readonly Round[]> = {
  last: ['services', 'all'],
  'with-bill': ['all'],
  first: ['penalties', 'all'],
};

/**
 * Lays a payment on bills in the order given. What is paid whole has every line of it paid whole; what is reached only in part is
 * spread over its lines in proportion to what is open, penalties last. `restMinor` is what no bill needs: an advance.
 * Always: the sum of `rows` + `restMinor` = `amountMinor`, and no bill gets more than it asks.
 */
export function allocate(
  amountMinor: bigint,
  invoices: readonly OpenInvoice[],
  penalties: PenaltyOrder = 'last',
): { rows: Allocated[]; restMinor: bigint } {
  const rows: Allocated[] = [];
  let rest = amountMinor;
  let open = [...invoices];
  for (const round of rounds[penalties]) {
    const paid = payRound(rest, open, round);
    rows.push(...paid.rows);
    rest = paid.restMinor;
    open = open.map((invoice) => lessen(invoice, paid.rows));
  }
  return { rows, restMinor: rest };
}

/** What is still open on a bill after these were laid on it. */
export function lessen(invoice: OpenInvoice, rows: readonly Allocated[]): OpenInvoice {
  const given = (lineId: string | null) =>
    rows
      .filter((row) => row.invoiceId === invoice.invoiceId && row.lineId === lineId)
      .reduce((all, row) => all + row.amountMinor, 0n);
  return {
    ...invoice,
    parts: invoice.parts.map((part) => ({ ...part, remainingMinor: part.remainingMinor - given(part.lineId) })),
  };
}

function payRound(amount: bigint, invoices: readonly OpenInvoice[], round: Round) {
  const rows: Allocated[] = [];
  let rest = amount;
  for (const { invoiceId, parts: all } of invoices) {
    const parts = partsOf(all, round);
    const open = sum(parts);
    if (open <= 0n) continue;
    if (rest <= 0n) break;
    const isWhole = rest >= open;
    const given = isWhole ? parts.map((part) => part.remainingMinor) : spread(rest, parts);
    rest = isWhole ? rest - open : 0n;
    for (const [index, part] of parts.entries()) {
      const amount = given[index] ?? 0n;
      if (amount !== 0n) rows.push({ invoiceId, lineId: part.lineId, amountMinor: amount });
    }
  }
  return { rows, restMinor: rest };
}

/** A credit in one half of a bill lessens the other: such a bill is not taken apart, or it would be paid more than it asks. */
function partsOf(parts: readonly OpenPart[], round: Round): readonly OpenPart[] {
  if (round === 'all') return parts;
  const mine = parts.filter((part) => part.isPenalty === (round === 'penalties'));
  const others = parts.filter((part) => part.isPenalty !== (round === 'penalties'));
  if (sum(mine) <= 0n) return [];
  return sum(others) < 0n ? parts : mine;
}

/** Spreads less than a whole bill over its parts that are open. */
function spread(amount: bigint, parts: readonly OpenPart[]): bigint[] {
  const weights = (penalty: boolean) =>
    parts.map((part) => (part.isPenalty === penalty && part.remainingMinor > 0n ? part.remainingMinor : 0n));
  const services = weights(false);
  const penalties = weights(true);
  const servicesOpen = services.reduce((all, weight) => all + weight, 0n);
  const toServices = amount < servicesOpen ? amount : servicesOpen;
  const first = toServices > 0n ? splitMinor(toServices, services) : services.map(() => 0n);
  const toPenalties = amount - toServices;
  const second = toPenalties > 0n ? splitMinor(toPenalties, penalties) : penalties.map(() => 0n);
  return parts.map((_, index) => (first[index] ?? 0n) + (second[index] ?? 0n));
}

function sum(parts: readonly OpenPart[]): bigint {
  return parts.reduce((all, part) => all + part.remainingMinor, 0n);
}
