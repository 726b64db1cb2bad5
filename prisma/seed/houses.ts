import { stableId } from '#api/core/ids.ts';
import { toDateColumn } from '#api/core/time.ts';
import { type Demo, type DemoBuilding, type DemoFlat, momentOf, type PayerKind } from './demo.ts';
import { at, randomOf } from './random.ts';

export type HousePlan = {
  buildings: Omit<DemoBuilding, 'id'>[];
  /** Areas of flats with their shares of twenty. */
  areas: { area: number; count: number }[];
  /** Flats that must be what a story needs. */
  fixed: Record<string, Partial<Pick<DemoFlat, 'area' | 'people' | 'zones' | 'payer' | 'monthsOwed'>>>;
  /** The number of a flat's account with a payee. */
  accountNumber(building: number, flat: number, payee: string): string;
};

/** Buildings with their flats, parking places and accounts. */
export function buildHouses(demo: Demo, plan: HousePlan): void {
  const opened = demo.asOf.subtract({ years: 3 });
  const createdAt = momentOf(demo, opened, '09:00');
  for (const [index, shape] of plan.buildings.entries()) {
    const building = { ...shape, id: stableId('demo', demo.name, 'building', shape.code) };
    demo.buildings.push(building);
    demo.sheet.put('building', {
      id: building.id,
      code: building.code,
      address: building.address,
      entrances: building.entrances,
      floors: building.floors,
      hasLift: building.hasLift,
      hasGas: building.hasGas,
      createdAt,
    });
    for (const flat of flatsOf(demo, plan, building, index + 1)) {
      demo.flats.push(flat);
      demo.sheet.put('unit', {
        id: flat.id,
        buildingId: building.id,
        number: flat.number,
        type: flat.type,
        entrance: flat.type === 'flat' ? flat.entrance : null,
        floor: flat.type === 'flat' ? flat.floor : null,
        areaM2: String(flat.area),
        heatedAreaM2: flat.type === 'flat' ? String(flat.area) : null,
        registeredCount: flat.people,
        createdAt,
      });
      demo.sheet.put(
        'account',
        ...flat.accounts.map((account) => ({
          id: account.id,
          unitId: flat.id,
          payeeId: stableId('demo', demo.name, 'payee', account.payee),
          number: account.number,
          isMain: account.payee === 'main',
          openedOn: toDateColumn(opened),
          createdAt,
        })),
      );
    }
  }
  layPayers(demo, plan);
}

function flatsOf(demo: Demo, plan: HousePlan, building: DemoBuilding, digit: number): DemoFlat[] {
  const random = randomOf(demo.name, 'flats', building.code);
  const areas = plan.areas.flatMap(({ area, count }) => Array.from({ length: count }, () => area));
  const anEntrance = building.floors * building.flatsAFloor;
  const make = (number: number, type: DemoFlat['type'], accountNumber: number): DemoFlat => {
    const label = type === 'flat' ? String(number) : `P${number}`;
    const key = `${building.code}-${label}`;
    const area = type === 'parking' ? 14 : at(areas, (number * 7) % areas.length);
    const lot = random.next();
    const payees = type === 'flat' && building.hasFund ? ['main', 'fund'] : ['main'];
    return {
      key,
      id: stableId('demo', demo.name, 'unit', key),
      building,
      number: label,
      type,
      entrance: Math.floor((number - 1) / anEntrance) + 1,
      floor: Math.floor(((number - 1) % anEntrance) / building.flatsAFloor) + 1,
      area,
      people: type === 'parking' ? 0 : random.int(1, area > 50 ? 4 : 2),
      zones: lot < 0.6 ? 2 : lot < 0.9 ? 1 : 3,
      waterSets: (plan.fixed[key]?.area ?? area) >= 72 ? 2 : 1,
      accounts: payees.map((payee) => ({
        id: stableId('demo', demo.name, 'account', key, payee),
        number: plan.accountNumber(digit, accountNumber, payee),
        payee,
      })),
      payer: 'on-time',
      monthsOwed: 0,
      residents: [],
      ...plan.fixed[key],
    };
  };
  const count = building.entrances * anEntrance;
  return [
    ...Array.from({ length: count }, (_, index) => make(index + 1, 'flat', index + 1)),
    ...Array.from({ length: building.parking }, (_, index) => make(index + 1, 'parking', 9001 + index)),
  ];
}

/** 78 % pay in time, 12 % late, 6 % later, 4 % not for months; one of the last for eight. */
function layPayers(demo: Demo, plan: HousePlan): void {
  const random = randomOf(demo.name, 'payers');
  const free = random.shuffle(demo.flats.filter((flat) => flat.type === 'flat' && !plan.fixed[flat.key]?.payer));
  const flats = demo.flats.filter((flat) => flat.type === 'flat').length;
  const kinds: [PayerKind, number][] = [
    ['debtor', Math.round(flats * 0.04)],
    ['later', Math.round(flats * 0.06)],
    ['late', Math.round(flats * 0.12)],
  ];
  for (const [kind, count] of kinds) {
    for (const [index, flat] of free.splice(0, count).entries()) {
      flat.payer = kind;
      if (kind === 'debtor') flat.monthsOwed = index === 0 ? 8 : random.int(5, 7);
    }
  }
}
