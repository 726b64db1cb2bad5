import type { sumInvoice } from '#api/billing/invoice-sums.ts';
import type { Group, InvoiceLineInput } from '#api/billing/schema.ts';
import { stableId } from '#api/core/ids.ts';
import { PlainDate, toDateColumn, type YearMonth } from '#api/core/time.ts';
import type { DemoService } from './bill-plan.ts';
import { type Demo, type DemoFlat, momentOf } from './demo.ts';
import { at } from './random.ts';

/** A bill while its account lives; `write` lays its rows with what was paid of it in the end. */
export type Bill = {
  id: string;
  dueOn: PlainDate;
  ownMinor: bigint;
  paidMinor: bigint;
  penaltySoFar: bigint;
  lines: { id: string; group: Group; toPayMinor: bigint; paidMinor: bigint }[];
  write(): void;
};

/** Lays a payment with its ledger entry on the sheet. */
export function writePayment(
  demo: Demo,
  flat: DemoFlat,
  account: DemoFlat['accounts'][number],
  paid: { key: string; day: PlainDate; amountMinor: bigint; ours: boolean },
): string {
  const id = stableId('demo', demo.name, 'payment', flat.key, account.payee, paid.key);
  const moment = momentOf(demo, paid.day, paid.ours ? '00:00' : '12:00');
  const common = { accountId: account.id, currency: demo.currency, createdAt: moment };
  const provider = paid.ours ? 'sandbox' : 'bank';
  demo.sheet.put('payment', {
    ...common,
    id,
    payeeId: stableId('demo', demo.name, 'payee', account.payee),
    residentId: paid.ours ? (flat.residents[0]?.id ?? null) : null,
    provider,
    state: 'succeeded',
    amountMinor: paid.amountMinor,
    commissionMinor: 0n,
    refundedMinor: 0n,
    providerChargeId: `demo-${account.number}-${paid.key}`,
    succeededAt: moment,
  });
  demo.sheet.put('ledger_entry', {
    ...common,
    id: stableId(id, 'entry'),
    origin: paid.ours ? 'ours' : 'billed',
    kind: 'payment',
    amountMinor: -paid.amountMinor,
    effectiveOn: toDateColumn(paid.day),
    paymentId: id,
  });
  return id;
}

type BillFacts = {
  account: DemoFlat['accounts'][number];
  period: YearMonth;
  issuedOn: PlainDate;
  lines: InvoiceLineInput[];
  sums: ReturnType<typeof sumInvoice>;
};

/** Lays a bill and its lines on the sheet. */
export function writeBill(demo: Demo, bill: Bill, { account, period, issuedOn, lines, sums }: BillFacts): void {
  const { ownMinor: _, ...columns } = sums;
  demo.sheet.put('invoice', {
    ...columns,
    id: bill.id,
    accountId: account.id,
    payeeId: stableId('demo', demo.name, 'payee', account.payee),
    period,
    number: `${account.number}-${period.slice(5)}${period.slice(2, 4)}`,
    issuedOn: toDateColumn(issuedOn),
    dueOn: toDateColumn(bill.dueOn),
    currency: demo.currency,
    paidMinor: bill.paidMinor,
    state: 'issued',
    createdAt: momentOf(demo, issuedOn, '00:00'),
  });
  for (const [index, line] of lines.entries()) {
    const { id, toPayMinor, paidMinor } = at(bill.lines, index);
    demo.sheet.put('invoice_line', {
      id,
      invoiceId: bill.id,
      position: index + 1,
      serviceId: stableId('demo', demo.name, 'service', line.serviceCode),
      serviceCode: line.serviceCode,
      serviceName: line.name,
      group: line.group,
      unit: line.unit,
      volume: line.volume ?? null,
      volumeMethod: line.method ?? null,
      tariff: line.tariff ?? null,
      chargedMinor: line.chargedMinor,
      recalculationMinor: 0n,
      benefitMinor: line.benefitMinor ?? 0n,
      penaltyMinor: line.penaltyMinor ?? 0n,
      debtMinor: 0n,
      toPayMinor,
      paidMinor,
    });
  }
}

/** Lays a service and its tariffs on the sheet. */
export function writeService(demo: Demo, service: DemoService): void {
  const serviceId = stableId('demo', demo.name, 'service', service.code);
  demo.sheet.put('service', { id: serviceId, code: service.code, group: service.group, names: service.names });
  for (const price of service.prices) {
    const next = service.prices.find((one) => one.building === price.building && one.from > price.from);
    demo.sheet.put('tariff', {
      id: stableId(serviceId, price.building ?? '', price.from),
      serviceId,
      buildingId: price.building ? (demo.buildings.find((one) => one.code === price.building)?.id ?? null) : null,
      unit: service.unit,
      price: price.price,
      currency: demo.currency,
      validFrom: toDateColumn(price.from),
      validUntil: next ? toDateColumn(PlainDate.from(next.from).subtract({ days: 1 })) : null,
    });
  }
}
