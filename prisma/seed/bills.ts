import { type Allocated, allocate } from '#api/billing/allocation.ts';
import { lineToPay, sumInvoice } from '#api/billing/invoice-sums.ts';
import { stableId } from '#api/core/ids.ts';
import { PlainDate, toDateColumn, type YearMonth } from '#api/core/time.ts';
import { type BillPlan, linesOf, penaltyLine } from './bill-plan.ts';
import { type Bill, writeBill, writePayment, writeService } from './bill-rows.ts';
import { type Demo, type DemoFlat, momentOf, presentOf, remember } from './demo.ts';
import { at, randomOf } from './random.ts';
import { sentOn } from './usage.ts';

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
  const { rows, restMinor } = allocate(payment.leftMinor, open, 'with-bill');
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

function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return PlainDate.compare(a, b) < 0 ? a : b;
}
