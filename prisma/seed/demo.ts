import type { Instant, PlainDate, YearMonth } from '#api/core/time.ts';
import { firstDayOf, instant, at as momentAt, shiftPeriod } from '#api/core/time.ts';
import type { OccupancyRole } from '#api/residents/rights.ts';
import type { Cast } from './cast.ts';
import type { Sheet } from './sheet.ts';

export type DemoName = 'uk' | 'maple';

export type DemoBuilding = {
  id: string;
  code: string;
  address: string;
  entrances: number;
  floors: number;
  flatsAFloor: number;
  parking: number;
  hasLift: boolean;
  hasGas: boolean;
  /** Gas by meter, not by norm. */
  hasGasMeters: boolean;
  /** Capital repair is paid to a fund of its own, under a second account. */
  hasFund: boolean;
};

/** When its bills are paid: by the due day, up to 30 days late, 31–90 days late, or not at all for months. */
export type PayerKind = 'on-time' | 'late' | 'later' | 'debtor';
export type ReaderKind = 'in-window' | 'late' | 'none';

export type DemoFlat = {
  /** `A-57` */
  key: string;
  id: string;
  building: DemoBuilding;
  number: string;
  type: 'flat' | 'parking';
  entrance: number;
  floor: number;
  area: number;
  people: number;
  /** Scales of the electricity meter. */
  zones: 1 | 2 | 3;
  /** Sets of water meters. */
  waterSets: 1 | 2;
  accounts: { id: string; number: string; payee: string }[];
  payer: PayerKind;
  /** For a debtor: how many months stand unpaid. */
  monthsOwed: number;
  residents: DemoResident[];
};

export type DemoResident = {
  id: string;
  key: string;
  fullName: string;
  phone: string | null;
  locale: 'ru' | 'en';
  /** The chat of somebody in the cast who uses the bot. */
  chat: number | null;
  role: OccupancyRole;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
};

/** Where somebody of the cast lives. `listed`: on the company's list but never used the bot. */
export type CastHome = {
  person: string;
  flats: string[];
  role: OccupancyRole;
  listed?: boolean;
  hidePhone?: boolean;
  since?: 'last-month';
};

export type DemoStaff = {
  id: string;
  key: string;
  name: string;
  slackUserId: string;
  roles: string[];
  trade: string | null;
  isActive: boolean;
};

/** Everything the builders of a demo share. Nothing in it happens after the first minute of `asOf`. */
export type Demo = {
  name: DemoName;
  asOf: PlainDate;
  timeZone: string;
  currency: string;
  locale: 'ru' | 'en';
  cast: Cast;
  sheet: Sheet;
  /** The months with bills, oldest first: eleven, ending at the month of `asOf`. */
  periods: YearMonth[];
  buildings: DemoBuilding[];
  flats: DemoFlat[];
  staff: DemoStaff[];
  /** Answers that are asked for again and again. */
  known: Map<string, unknown>;
};

/** Makes an answer once. */
export function remember<T>(demo: Pick<Demo, 'known'>, key: string, make: () => T): T {
  if (!demo.known.has(key)) demo.known.set(key, make());
  return demo.known.get(key) as T;
}

/** The first minute of `asOf`: the demo's present. */
export function presentOf(demo: Pick<Demo, 'asOf' | 'timeZone' | 'known'>): Instant {
  return momentOf(demo, demo.asOf, '00:00');
}

/** A wall time of a day where the demo stands. */
export function momentOf(demo: Pick<Demo, 'timeZone' | 'known'>, day: PlainDate, time: string): Instant {
  return remember(demo, `moment ${day.toString()} ${time}`, () => momentAt(day, time, demo.timeZone));
}

/** A moment moved by hours. */
export function hoursAfter(moment: Instant, hours: number): Instant {
  return instant(Math.round(moment.getTime() + hours * 3_600_000));
}

/** The flat with this key. */
export function flatOf(demo: Pick<Demo, 'flats'>, key: string): DemoFlat {
  const flat = demo.flats.find((one) => one.key === key);
  if (!flat) throw new Error(`the demo has no flat ${key}`);
  return flat;
}

/** The eleven months that end at the month of `asOf`. */
export function periodsUntil(last: YearMonth): YearMonth[] {
  return Array.from({ length: 11 }, (_, index) => shiftPeriod(last, index - 10));
}

/** A day of a period; the last one when the month is shorter. */
export function dayIn(period: YearMonth, day: number): PlainDate {
  return firstDayOf(period).with({ day });
}
