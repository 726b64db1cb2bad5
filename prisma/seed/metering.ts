import { stableId } from '#api/core/ids.ts';
import { PlainDate, shiftPeriod, toDateColumn } from '#api/core/time.ts';
import type { Resource } from '#api/meters/schema.ts';
import { type Demo, type DemoFlat, momentOf } from './demo.ts';
import { at, randomOf } from './random.ts';
import { priorPeriod, sentOn, type Usage, type UsagePlan, usageOf } from './usage.ts';

type DemoMeter = {
  key: string;
  resource: Resource;
  place: string;
  zones: number;
  digits: number;
  decimals: number;
  unit: string;
  used(usage: Usage): number[];
};

export type MeterPlan = UsagePlan & { metersOf(flat: DemoFlat): DemoMeter[] };

/** Meters of all flats with a year of readings. */
export function buildMetering(demo: Demo, plan: MeterPlan): void {
  demo.sheet.put('reading_window', {
    id: stableId('demo', demo.name, 'reading-window'),
    startDay: plan.window.startDay,
    endDay: plan.window.endDay,
    exceptions: plan.window.exceptions,
  });
  for (const flat of demo.flats.filter((one) => one.type === 'flat')) {
    for (const meter of plan.metersOf(flat)) buildMeter(demo, plan, flat, meter);
  }
}

function buildMeter(demo: Demo, plan: MeterPlan, flat: DemoFlat, meter: DemoMeter): void {
  const random = randomOf(demo.name, 'meter', flat.key, meter.key);
  const id = stableId('demo', demo.name, 'meter', flat.key, meter.key);
  const installed = demo.asOf.subtract({ years: 3, days: random.int(0, 300) });
  const lot = random.next();
  const daysToNext = lot < 0.06 ? -random.int(5, 200) : lot < 0.14 ? random.int(5, 60) : random.int(90, 1500);
  demo.sheet.put('meter', {
    id,
    unitId: flat.id,
    resource: meter.resource,
    serial: String(random.int(10_000_000, 99_999_999)),
    place: meter.place,
    zones: meter.zones,
    digits: meter.digits,
    decimals: meter.decimals,
    unitOfMeasure: meter.unit,
    isAutomatic: false,
    installedOn: toDateColumn(installed),
    verifiedOn: toDateColumn(installed),
    nextVerificationOn: toDateColumn(demo.asOf.add({ days: daysToNext })),
    createdAt: momentOf(demo, installed, '10:00'),
  });
  readMeter(demo, plan, flat, meter, id, startOf(demo, plan, flat, meter));
}

/** What a meter showed before the demo's first month: by lot, or so that the golden flat's shows what its story says. */
function startOf(demo: Demo, plan: MeterPlan, flat: DemoFlat, meter: DemoMeter): number[] {
  const random = randomOf(demo.name, 'start', flat.key, meter.key);
  const shown = flat.key === plan.golden.flat ? plan.golden.shown[meter.key] : undefined;
  if (!shown)
    return Array.from({ length: meter.zones }, () => random.int(120, meter.resource === 'electricity' ? 9000 : 900));
  const past = demo.periods.slice(0, -1).map((period) => meter.used(usageOf(demo, plan, flat, period)));
  return shown.map((value, zone) => value - past.reduce((all, used) => all + at(used, zone), 0));
}

function readMeter(
  demo: Demo,
  plan: MeterPlan,
  flat: DemoFlat,
  meter: DemoMeter,
  meterId: string,
  start: readonly number[],
): void {
  let shows = [...start];
  for (const period of [priorPeriod(demo), ...demo.periods]) {
    if (period !== priorPeriod(demo)) {
      const used = meter.used(usageOf(demo, plan, flat, period));
      shows = shows.map((value, zone) => value + at(used, zone));
    }
    const sent = sentOn(demo, plan, flat, period);
    if (!sent) continue;
    const countsFor = sent.kind === 'late' ? shiftPeriod(period, 1) : period;
    const next = sentOn(demo, plan, flat, countsFor);
    const isSuperseded =
      sent.kind === 'late' && next?.kind === 'in-window' && PlainDate.compare(sent.day, next.day) <= 0;
    const sender = flat.residents.find((one) => PlainDate.compare(one.startsOn, sent.day) <= 0);
    demo.sheet.put('reading', {
      id: stableId('demo', demo.name, 'reading', flat.key, meter.key, period),
      meterId,
      values: shows.map(String),
      takenOn: toDateColumn(sent.day),
      countsForPeriod: countsFor,
      isLate: sent.kind === 'late',
      source: 'demo',
      residentId: sender?.id ?? null,
      state: isSuperseded ? 'superseded' : 'accepted',
      createdAt: momentOf(demo, sent.day, '19:00'),
    });
  }
}
