import { shiftPeriod } from '#api/core/time.ts';
import type { BillPlan, DemoLine } from './bill-plan.ts';
import type { CastHome, DemoFlat } from './demo.ts';
import { dayIn } from './demo.ts';
import type { HousePlan } from './houses.ts';
import type { MeterPlan } from './metering.ts';

/** The American demo: a homeowners' association in Maine. Invented from its name to its rates. */
export const mapleCompany = {
  name: 'Maple Court HOA',
  legalName: 'Maple Court Homeowners Association, Inc.',
  country: 'US',
  timeZone: 'America/New_York',
  locale: 'en',
  currency: 'USD',
  officePhone: '+1 207-555-0110',
  officeHours: 'Mon–Fri 9 am–5 pm',
  officeAddress: '1 Maple Court',
  emergencyPhone: '+1 207-555-0112',
} as const;

export const maplePayees = [
  { code: 'main', name: 'Maple Court Homeowners Association, Inc.', bankName: 'Bank of Maine Coast' },
] as const;

const building = (code: string, address: string) => ({
  code,
  address,
  entrances: 2,
  floors: 3,
  flatsAFloor: 4,
  parking: 0,
  hasLift: true,
  hasGas: false,
  hasGasMeters: false,
  hasFund: false,
});

export const mapleHouses: HousePlan = {
  buildings: [building('M1', '1 Maple Court'), building('M2', '3 Maple Court')],
  areas: [
    { area: 62, count: 8 },
    { area: 84, count: 8 },
    { area: 105, count: 4 },
  ],
  fixed: {
    'M1-7': { area: 84, people: 3, zones: 1, payer: 'debtor', monthsOwed: 1 },
    'M2-20': { payer: 'on-time' },
  },
  accountNumber: (number, flat) => `MC-${number}${String(flat).padStart(2, '0')}`,
};

export const mapleHomes: CastHome[] = [
  { person: 'maple-1', flats: ['M1-7'], role: 'owner' },
  { person: 'maple-2', flats: ['M1-7'], role: 'family' },
  { person: 'maple-3', flats: ['M1-12', 'M2-3'], role: 'owner' },
  { person: 'maple-4', flats: ['M2-9'], role: 'owner' },
  { person: 'maple-5', flats: ['M2-14'], role: 'owner' },
  { person: 'maple-6', flats: ['M2-14'], role: 'tenant' },
  { person: 'stranger-en', flats: ['M2-20'], role: 'owner', listed: true, hidePhone: true },
];

// Thousands of gallons and nothing else: owners have their own contracts for power and heat.
const typicalMonth = { cold: 4, hot: 0, day: 0, night: 0, gcal: 0 };
const usage = {
  typical: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [index + 1, { ...typicalMonth, cold: index >= 5 && index <= 7 ? 6 : 4 }]),
  ),
  golden: { flat: 'M1-7', shown: { water: [212] } },
  window: { startDay: 20, endDay: 28, exceptions: {} },
};

export const mapleBills: BillPlan = {
  ...usage,
  services: [
    {
      code: 'assessment',
      group: 'service-fees',
      names: { ru: 'Ежемесячный взнос', en: 'Monthly assessment' },
      unit: 'home',
      payee: 'main',
      prices: [{ from: '2015-01-01', price: '312.00' }],
    },
    {
      code: 'water',
      group: 'water',
      names: { ru: 'Вода по счётчику', en: 'Water by sub-meter' },
      unit: 'kgal',
      payee: 'main',
      prices: [{ from: '2015-01-01', price: '9.85' }],
    },
    { code: 'penalty', group: 'penalty', names: { ru: 'Пени', en: 'Late fee' }, unit: '', payee: 'main', prices: [] },
  ],
  issuedOn: (period) => dayIn(shiftPeriod(period, -1), 20),
  dueOn: (period) => dayIn(period, 1),
  /** Once for a bill that is more than 15 days late: a tenth of it, at least 10 dollars. */
  penaltyOn: (bill, day) => {
    const days = bill.dueOn.until(day, { largestUnit: 'days' }).days;
    if (days <= 15 || bill.penaltySoFar > 0n) return 0n;
    const tenth = bill.remainingMinor / 10n;
    return tenth > 1_000n ? tenth : 1_000n;
  },
  linesOf: (_flat: DemoFlat, used, method): DemoLine[] => [
    { service: 'assessment', volume: '1', method: 'flat' },
    { service: 'water', volume: String(used.cold), method },
  ],
  extras: [
    { flat: 'M2-9', payee: 'main', daysAgo: 6, amountMinor: 70_000n },
    { flat: 'M1-12', payee: 'main', daysAgo: 0, amountMinor: 10_000n, ours: true },
  ],
};

export const mapleMeters: MeterPlan = {
  ...usage,
  metersOf: () => [
    {
      key: 'water',
      resource: 'cold-water',
      place: 'hall',
      zones: 1,
      digits: 5,
      decimals: 2,
      unit: 'kgal',
      used: (one) => [one.cold],
    },
  ],
};
