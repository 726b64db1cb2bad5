import { splitMinor } from '#api/core/money.ts';

/** What is still open on a bill, line by line; `lineId` null is its rounding. Parts may be negative (a recalculation). */
export type OpenInvoice = { invoiceId: string; parts: OpenPart[] };
export type OpenPart = { lineId: string | null; isPenalty: boolean; remainingMinor: bigint };
export type Allocated = { invoiceId: string; lineId: string | null; amountMinor: bigint };

/**
 * Lays a payment on bills, oldest first as given. A bill paid whole has every line paid whole. What reaches a bill only in part is
 * spread over its lines in proportion to what is open, penalties last. `restMinor` is what no bill needs: an advance.
 * Always: the sum of `rows` + `restMinor` = `amountMinor`.
 */
export function allocateOldestFirst(
  amountMinor: bigint,
  invoices: readonly OpenInvoice[],
): { rows: Allocated[]; restMinor: bigint } {
  const rows: Allocated[] = [];
  let rest = amountMinor;
  for (const { invoiceId, parts } of invoices) {
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
