import type { Group, InvoiceLineInput, VolumeMethod } from '#api/billing/schema.ts';
import { charge } from '#api/core/money.ts';
import type { PlainDate, YearMonth } from '#api/core/time.ts';
import type { Demo, DemoFlat } from './demo.ts';
import { at } from './random.ts';
import { type Usage, type UsagePlan, usageOf } from './usage.ts';

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

/** What a payee charges a flat for a month. */
export function linesOf(
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

/** The penalty as a line of its own. */
export function penaltyLine(demo: Demo, plan: BillPlan, penaltyMinor: bigint): InvoiceLineInput {
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
