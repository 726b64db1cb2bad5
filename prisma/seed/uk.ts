import { lateCharge } from '#api/billing/terms/late-charge.ts';
import { termPresets } from '#api/company/billing-terms.ts';
import { firstDayOf, shiftPeriod } from '#api/core/time.ts';
import type { BillPlan, DemoLine } from './bill-plan.ts';
import type { CastHome, DemoFlat } from './demo.ts';
import type { HousePlan } from './houses.ts';
import type { MeterPlan } from './metering.ts';
import { ukServices } from './uk-tariffs.ts';

/** The Russian demo: a management company with three houses. All names, numbers and most prices are invented. */
export const ukCompany = {
  name: 'Уютный квартал',
  legalName: 'ООО «УК Уютный квартал»',
  country: 'RU',
  timeZone: 'Europe/Moscow',
  locale: 'ru',
  currency: 'RUB',
  officePhone: '+7 495 000-00-10',
  officeHours: 'пн–пт 9–18',
  officeAddress: 'ул. Садовая, 12, вход со двора',
  emergencyPhone: '+7 495 000-00-12',
} as const;

export const ukPayees = [
  {
    code: 'main',
    name: 'ООО «УК Уютный квартал»',
    taxId: '7700000009',
    kpp: '770001001',
    ogrn: '1027700000019',
    bankName: 'ПАО Сбербанк',
    bic: '044525225',
    bankAccount: '40702810200000012345',
    corrAccount: '30101810400000000225',
  },
  {
    code: 'fund',
    name: 'Фонд капитального ремонта «Крыша»',
    taxId: '7700000016',
    kpp: '770001001',
    ogrn: '1037700000029',
    bankName: 'ПАО Сбербанк',
    bic: '044525225',
    bankAccount: '40703810838000012347',
    corrAccount: '30101810400000000225',
  },
] as const;

export const ukHouses: HousePlan = {
  buildings: [
    {
      code: 'A',
      address: 'ул. Садовая, 12',
      entrances: 3,
      floors: 9,
      flatsAFloor: 4,
      parking: 0,
      hasLift: true,
      hasGas: true,
      hasGasMeters: false,
      hasFund: false,
    },
    {
      code: 'B',
      address: 'ул. Садовая, 14',
      entrances: 2,
      floors: 9,
      flatsAFloor: 4,
      parking: 12,
      hasLift: true,
      hasGas: true,
      hasGasMeters: false,
      hasFund: false,
    },
    {
      code: 'C',
      address: 'пр. Мира, 3',
      entrances: 3,
      floors: 5,
      flatsAFloor: 4,
      parking: 0,
      hasLift: false,
      hasGas: true,
      hasGasMeters: true,
      hasFund: true,
    },
  ],
  areas: [
    { area: 33, count: 5 },
    { area: 45, count: 5 },
    { area: 54, count: 6 },
    { area: 72, count: 4 },
  ],
  fixed: {
    'A-57': { area: 54, people: 3, zones: 2, payer: 'debtor', monthsOwed: 2 },
    'A-14': { payer: 'on-time' },
    'A-24': { payer: 'on-time' },
    'A-31': { payer: 'on-time' },
    'A-90': { payer: 'on-time' },
    'B-5': { payer: 'on-time' },
    'B-12': { payer: 'on-time' },
    'B-30': { payer: 'on-time' },
    'B-44': { payer: 'on-time' },
    'C-7': { payer: 'on-time' },
    'C-18': { payer: 'late' },
  },
  accountNumber: (building, flat, payee) =>
    payee === 'main'
      ? `00005${building}${String(flat).padStart(4, '0')}`
      : `70${building}${String(flat).padStart(5, '0')}`,
};

export const ukHomes: CastHome[] = [
  { person: 'anna', flats: ['A-57'], role: 'owner' },
  { person: 'boris', flats: ['A-57'], role: 'family' },
  { person: 'stranger-kin', flats: ['A-57'], role: 'family', listed: true },
  { person: 'carol', flats: ['B-12', 'C-7'], role: 'owner' },
  { person: 'dmitry', flats: ['A-24'], role: 'owner' },
  { person: 'elena', flats: ['A-24'], role: 'tenant' },
  { person: 'frank', flats: ['A-31'], role: 'owner' },
  { person: 'galina', flats: ['B-5'], role: 'owner' },
  { person: 'hugo', flats: ['C-18'], role: 'owner' },
  { person: 'irina', flats: ['A-90'], role: 'owner', since: 'last-month' },
  { person: 'jack', flats: ['B-44'], role: 'owner' },
  { person: 'kirill', flats: ['C-33'], role: 'owner' },
  { person: 'lidia', flats: ['A-3'], role: 'owner' },
  { person: 'mark', flats: ['B-61'], role: 'owner' },
  { person: 'nina', flats: ['A-66'], role: 'owner' },
  { person: 'oneil', flats: ['B-20'], role: 'owner' },
  { person: 'pavel', flats: ['C-50'], role: 'owner' },
  { person: 'rita', flats: ['A-101'], role: 'owner' },
  { person: 'sam', flats: ['C-2'], role: 'representative' },
  // On the list without a phone: only a code or the office lets them in.
  { person: 'stranger-ru', flats: ['A-14'], role: 'owner', listed: true, hidePhone: true },
  { person: 'stranger-en', flats: ['B-30'], role: 'owner', listed: true, hidePhone: true },
];

const month = (cold: number, hot: number, day: number, night: number, gcal: number) => ({
  cold,
  hot,
  day,
  night,
  gcal,
});

const usage = {
  typical: {
    1: month(6, 4, 168, 62, 1.36),
    2: month(5, 4, 151, 55, 1.22),
    3: month(6, 4, 149, 54, 0.98),
    4: month(6, 4, 146, 53, 0.61),
    5: month(5, 4, 139, 48, 0),
    6: month(6, 3, 132, 46, 0),
    7: month(5, 2, 128, 45, 0),
    8: month(5, 3, 131, 46, 0),
    9: month(6, 4, 140, 50, 0),
    10: month(6, 4, 155, 55, 0.55),
    11: month(6, 4, 162, 58, 0.98),
    12: month(6, 4, 170, 63, 1.24),
  },
  golden: { flat: 'A-57', shown: { 'cold-water-1': [412], 'hot-water-1': [288], electricity: [12340, 4118] } },
  window: { startDay: 15, endDay: 25, exceptions: {} },
};

const powerLines: Record<number, string[]> = {
  1: ['electricity'],
  2: ['electricity-day', 'electricity-night'],
  3: ['electricity-day', 'electricity-night', 'electricity-half-peak'],
};

export const ukBills: BillPlan = {
  ...usage,
  services: ukServices,
  issuedOn: (period) => firstDayOf(shiftPeriod(period, 1)).with({ day: 5 }),
  dueOn: (period) => firstDayOf(shiftPeriod(period, 1)).with({ day: 15 }),
  penaltyOn: (bill, day) => {
    const debt = { dueOn: bill.dueOn, debtMinor: bill.remainingMinor, paid: [] };
    // What the law has not decided yet is not charged.
    const all = lateCharge(termPresets.ru.late, debt, day) ?? 0n;
    return all > bill.penaltySoFar ? all - bill.penaltySoFar : 0n;
  },
  linesOf: (flat, used, method): DemoLine[] => {
    if (flat.type === 'parking') return [{ service: 'parking', volume: '1', method: 'flat' }];
    const area = String(flat.area);
    const people = String(flat.people);
    const gasByNorm = ((flat.people * 83) / 10).toFixed(1);
    return [
      { service: 'maintenance', volume: area, method: 'area', ...(flat.key === 'B-5' ? { benefitShare: 50n } : {}) },
      { service: 'capital-repair', volume: area, method: 'area' },
      { service: 'cold-water', volume: String(used.cold), method },
      { service: 'hot-water', volume: String(used.hot), method },
      { service: 'sewage', volume: String(used.cold + used.hot), method },
      { service: 'heating', volume: used.gcal, method: 'area' },
      ...(powerLines[flat.zones] ?? []).map(
        (code, zone): DemoLine => ({ service: code, volume: String(used.power[zone] ?? 0), method }),
      ),
      flat.building.hasGasMeters
        ? { service: 'gas', volume: String(used.gas), method }
        : { service: 'gas', volume: gasByNorm, method: 'norm' },
      { service: 'solid-waste', volume: people, method: 'person' },
    ];
  },
  extras: [
    { flat: 'B-44', payee: 'main', daysAgo: 6, amountMinor: 3_000_000n },
    { flat: 'A-31', payee: 'main', daysAgo: 9, amountMinor: 12_000n },
    { flat: 'C-7', payee: 'main', daysAgo: 0, amountMinor: 300_000n, ours: true },
  ],
};

export const ukMeters: MeterPlan = {
  ...usage,
  metersOf: (flat: DemoFlat) => [
    ...Array.from({ length: flat.waterSets }, (_, set) => {
      // The second set is in the bathroom and sees the smaller half.
      const part = (all: number) => (flat.waterSets === 1 ? all : set === 0 ? Math.ceil(all / 2) : Math.floor(all / 2));
      const water = { zones: 1, digits: 5, decimals: 3, unit: 'm3', place: set === 0 ? 'kitchen' : 'bathroom' };
      return [
        {
          ...water,
          key: `cold-water-${set + 1}`,
          resource: 'cold-water' as const,
          used: (one: { cold: number }) => [part(one.cold)],
        },
        {
          ...water,
          key: `hot-water-${set + 1}`,
          resource: 'hot-water' as const,
          used: (one: { hot: number }) => [part(one.hot)],
        },
      ];
    }).flat(),
    {
      key: 'electricity',
      resource: 'electricity',
      place: 'hall',
      zones: flat.zones,
      digits: 6,
      decimals: 2,
      unit: 'kWh',
      used: (one) => one.power,
    },
    ...(flat.building.hasGasMeters
      ? [
          {
            key: 'gas',
            resource: 'gas' as const,
            place: 'kitchen',
            zones: 1,
            digits: 5,
            decimals: 3,
            unit: 'm3',
            used: (one: { gas: number }) => [one.gas],
          },
        ]
      : []),
  ],
};
