import { type Allocated, allocateOldestFirst } from '#api/billing/allocation.ts';
import { lineToPay, sumInvoice } from '#api/billing/invoice-sums.ts';
import type { Group, InvoiceLineInput, VolumeMethod } from '#api/billing/schema.ts';
import { stableId } from '#api/core/ids.ts';
import { charge } from '#api/core/money.ts';
import { PlainDate, toDateColumn, type YearMonth } from '#api/core/time.ts';
import { type Demo, type DemoFlat, momentOf, presentOf, remember } from './demo.ts';
import { at, randomOf } from './random.ts';
import { sentOn, type Usage, type UsagePlan, usageOf } from './usage.ts';

export type DemoService = {
  code: string;
  group: Group;
  names: { ru: string; en: string };
  unit: string;
  payee: string;
  /** From which day which price, oldest first; of one building when it is named. */
  prices: { from: string; price: string; building?: string }[];
};

/** A line to be: the volume is decimal text. */
export type DemoLine = { service: string; volume: string; method: VolumeMethod; benefitShare?: bigint };

/** What is open of an older bill when a new one is written. */
export type OpenBill = { dueOn: PlainDate; remainingMinor: bigint; penaltySoFar: bigint };

export type BillPlan = UsagePlan & {
  services: DemoService[];
  issuedOn(period: YearMonth): PlainDate;
  dueOn(period: YearMonth): PlainDate;
  linesOf(flat: DemoFlat, usage: Usage, method: VolumeMethod): DemoLine[];
  /** The penalty to add for an older bill, beyond what was charged for it so far. */
  penaltyOn(bill: OpenBill, day: PlainDate): bigint;
  /** Payments beyond the usual: an advance, a part, something paid here today. */
  extras: { flat: string; payee: string; daysAgo: number; amountMinor: bigint; ours?: true }[];
};

type Bill = {
  id: string;
  dueOn: PlainDate;
  ownMinor: bigint;
  paidMinor: bigint;
  penaltySoFar: bigint;
  lines: { id: string; group: Group; toPayMinor: bigint; paidMinor: bigint }[];
  write(): void;
};
/** `at` sorts: the day, then what comes first on it. */
type Happening = { at: string; happen(): void };

/** Services with their tariffs, and every account's bills, payments and ledger. */
export function buildBills(demo: Demo, plan: BillPlan): void {
  for (const service of plan.services) writeService(demo, service);
  for (const flat of demo.flats) {
    for (const account of flat.accounts) liveAccount(demo, plan, flat, account);
  }
}

/** Lives an account's months day by day: a bill comes, a payment comes, each laid on the oldest bill as the ledger does. */
function liveAccount(demo: Demo, plan: BillPlan, flat: DemoFlat, account: DemoFlat['accounts'][number]): void {
  const bills: Bill[] = [];
  const payments: { id: string; leftMinor: bigint }[] = [];
  const happenings: Happening[] = [];
  const settle = () => {
    for (const payment of payments) payment.leftMinor = layPayment(demo, payment, bills);
  };
  const pay = (key: string, day: PlainDate, amountMinor: bigint, ours: boolean) => {
    if (amountMinor <= 0n) return;
    const id = writePayment(demo, flat, account, { key, day, amountMinor, ours });
    payments.push({ id, leftMinor: amountMinor });
    settle();
  };
  for (const [index, period] of demo.periods.entries()) {
    const issuedOn = remember(demo, `issued ${period}`, () => earlier(plan.issuedOn(period), demo.asOf));
    const paidOn = payDay(demo, plan, flat, index, issuedOn);
    happenings.push({
      at: `${issuedOn.toString()} ${100 + index}`,
      happen: () => {
        const bill = issueBill(demo, plan, flat, account, period, issuedOn, bills);
        bills.push(bill);
        settle();
        if (paidOn === null) return;
        happenings.push({
          at: `${paidOn.toString()} ${200 + index}`,
          // Whoever pays, pays what stands open up to this bill.
          happen: () => pay(period, paidOn, openUpTo(bills, index), false),
        });
      },
    });
  }
  for (const [index, extra] of plan.extras.entries()) {
    if (extra.flat !== flat.key || extra.payee !== account.payee) continue;
    const day = demo.asOf.subtract({ days: extra.daysAgo });
    happenings.push({
      at: `${day.toString()} 300`,
      happen: () => pay(`extra-${index}`, day, extra.amountMinor, extra.ours === true),
    });
  }
  while (happenings.length > 0) {
    happenings.sort((a, b) => (a.at < b.at ? -1 : 1));
    happenings.shift()?.happen();
  }
  for (const bill of bills) bill.write();
}

function openUpTo(bills: readonly Bill[], index: number): bigint {
  return bills.slice(0, index + 1).reduce((all, bill) => all + bill.ownMinor - bill.paidMinor, 0n);
}

/** When a bill is paid; null when it stands unpaid today. */
function payDay(demo: Demo, plan: BillPlan, flat: DemoFlat, index: number, issuedOn: PlainDate): PlainDate | null {
  const period = at(demo.periods, index);
  const monthsBack = demo.periods.length - index;
  if (flat.payer === 'debtor' && monthsBack <= flat.monthsOwed) return null;
  const random = randomOf(demo.name, 'payment', flat.key, period);
  const due = remember(demo, `due ${period}`, () => plan.dueOn(period));
  const delay =
    flat.payer === 'late' ? random.int(1, 29) : flat.payer === 'later' ? random.int(31, 90) : -random.int(0, 8);
  const day = due.add({ days: delay });
  const paidOn = PlainDate.compare(day, issuedOn) > 0 ? day : issuedOn.add({ days: 1 });
  return PlainDate.compare(paidOn, demo.asOf) < 0 ? paidOn : null;
}

function issueBill(
  demo: Demo,
  plan: BillPlan,
  flat: DemoFlat,
  account: DemoFlat['accounts'][number],
  period: YearMonth,
  issuedOn: PlainDate,
  older: Bill[],
): Bill {
  const id = stableId('demo', demo.name, 'invoice', flat.key, account.payee, period);
  const sent = sentOn(demo, plan, flat, period);
  const method = sent?.kind === 'in-window' ? 'meter' : 'average';
  const lines = linesOf(demo, plan, flat, account.payee, period, method);
  const penaltyMinor = newPenalty(plan, older, issuedOn);
  if (penaltyMinor > 0n) lines.push(penaltyLine(demo, plan, penaltyMinor));
  const sums = sumInvoice(lines);
  const createdAt = momentOf(demo, issuedOn, '00:00');
  const bill: Bill = {
    id,
    dueOn: remember(demo, `due ${period}`, () => plan.dueOn(period)),
    ownMinor: sums.ownMinor,
    paidMinor: 0n,
    penaltySoFar: 0n,
    lines: lines.map((line, index) => ({
      id: stableId(id, String(index)),
      group: line.group,
      toPayMinor: lineToPay(line),
      paidMinor: 0n,
    })),
    write: () => writeBill(demo, bill, { account, period, issuedOn, lines, sums }),
  };
  const entry = {
    accountId: account.id,
    origin: 'billed',
    currency: demo.currency,
    effectiveOn: toDateColumn(issuedOn),
    invoiceId: id,
    createdAt,
  };
  const charged = sums.ownMinor - sums.penaltyMinor;
  demo.sheet.put('ledger_entry', { ...entry, id: stableId(id, 'charge'), kind: 'charge', amountMinor: charged });
  if (penaltyMinor > 0n) {
    demo.sheet.put('ledger_entry', {
      ...entry,
      id: stableId(id, 'penalty'),
      kind: 'penalty',
      amountMinor: penaltyMinor,
    });
  }
  return bill;
}

function linesOf(
  demo: Demo,
  plan: BillPlan,
  flat: DemoFlat,
  payee: string,
  period: YearMonth,
  method: VolumeMethod,
): InvoiceLineInput[] {
  return plan.linesOf(flat, usageOf(demo, plan, flat, period), method).flatMap((line): InvoiceLineInput[] => {
    const service = serviceOf(plan, line.service);
    const home = flat.accounts.some((one) => one.payee === service.payee) ? service.payee : 'main';
    if (home !== payee || Number(line.volume) === 0) return [];
    const tariff = priceOf(service, flat.building.code, `${period}-01`);
    const chargedMinor = charge(line.volume, tariff);
    return [
      {
        serviceCode: service.code,
        name: service.names[demo.locale],
        group: service.group,
        unit: service.unit,
        volume: line.volume,
        method: line.method,
        tariff,
        chargedMinor,
        ...(line.benefitShare ? { benefitMinor: (chargedMinor * line.benefitShare) / 100n } : {}),
      },
    ];
  });
}

/** The price of a service in a building on a day (ISO). */
export function priceOf(service: DemoService, building: string, day: string): string {
  const own = service.prices.filter((one) => one.building === building);
  const prices = own.length > 0 ? own : service.prices.filter((one) => one.building === undefined);
  const valid = prices.filter((one) => one.from <= day);
  return (valid.at(-1) ?? at(prices, 0)).price;
}

function serviceOf(plan: BillPlan, code: string): DemoService {
  const service = plan.services.find((one) => one.code === code);
  if (!service) throw new Error(`no service ${code}`);
  return service;
}

function newPenalty(plan: BillPlan, older: readonly Bill[], day: PlainDate): bigint {
  let total = 0n;
  for (const bill of older) {
    const remainingMinor = bill.ownMinor - bill.paidMinor;
    if (remainingMinor <= 0n) continue;
    const more = plan.penaltyOn({ dueOn: bill.dueOn, remainingMinor, penaltySoFar: bill.penaltySoFar }, day);
    bill.penaltySoFar += more;
    total += more;
  }
  return total;
}

function penaltyLine(demo: Demo, plan: BillPlan, penaltyMinor: bigint): InvoiceLineInput {
  const service = serviceOf(plan, 'penalty');
  return {
    serviceCode: 'penalty',
    name: service.names[demo.locale],
    group: 'penalty',
    unit: '',
    chargedMinor: 0n,
    penaltyMinor,
  };
}

/** Lays what is left of a payment on open bills; gives back what is left then. */
function layPayment(demo: Demo, payment: { id: string; leftMinor: bigint }, bills: Bill[]): bigint {
  const open = bills.map((bill) => ({
    invoiceId: bill.id,
    parts: bill.lines.map((line) => ({
      lineId: line.id,
      isPenalty: line.group === 'penalty',
      remainingMinor: line.toPayMinor - line.paidMinor,
    })),
  }));
  if (payment.leftMinor === 0n) return 0n;
  const { rows, restMinor } = allocateOldestFirst(payment.leftMinor, open);
  for (const row of rows) applyRow(demo, payment.id, bills, row);
  return restMinor;
}

function applyRow(demo: Demo, paymentId: string, bills: Bill[], row: Allocated): void {
  const bill = bills.find((one) => one.id === row.invoiceId);
  const line = bill?.lines.find((one) => one.id === row.lineId);
  if (!bill || !line) throw new Error('a payment was laid on no line');
  bill.paidMinor += row.amountMinor;
  line.paidMinor += row.amountMinor;
  demo.sheet.put('payment_allocation', {
    ...row,
    id: stableId(paymentId, line.id),
    paymentId,
    createdAt: presentOf(demo),
  });
}

function writePayment(
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

function writeBill(demo: Demo, bill: Bill, { account, period, issuedOn, lines, sums }: BillFacts): void {
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

function writeService(demo: Demo, service: DemoService): void {
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

function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return PlainDate.compare(a, b) < 0 ? a : b;
}
