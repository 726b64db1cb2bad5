import { z } from 'zod';
import type { UnitType } from '#api/buildings/schema.ts';
import type { CompanyInfo } from '#api/company/company.ts';
import { toE164 } from '#api/company/phone.ts';
import { PlainDate } from '#api/core/time.ts';
import type { OccupancyRole } from '#api/residents/rights.ts';
import type { Locale } from '#locales/translate.ts';
import type { ImportColumn, RowProblem } from './target.ts';

/** A row of residents.csv, read. Without a name it is a flat nobody is written down for yet. */
export type ResidentsRow = {
  buildingCode: string;
  buildingAddress: string;
  entrance: number | null;
  floor: number | null;
  unit: string;
  unitType: UnitType;
  areaM2: string | null;
  accountNumber: string | null;
  unifiedNumber: string | null;
  person: PersonCells | null;
};

export type PersonCells = {
  fullName: string;
  phone: string | null;
  email: string | null;
  role: OccupancyRole;
  /** Of the whole, six decimals. */
  share: string | null;
  locale: Locale | null;
  startsOn: string | null;
};

export const residentsColumns: readonly ImportColumn[] = [
  { key: 'building_code', isRequired: false, synonyms: ['код дома', 'дом код'] },
  { key: 'building_address', isRequired: false, synonyms: ['address', 'адрес', 'адрес дома', 'дом'] },
  { key: 'entrance', isRequired: false, synonyms: ['подъезд'] },
  { key: 'floor', isRequired: false, synonyms: ['этаж'] },
  {
    key: 'unit',
    isRequired: true,
    synonyms: ['unit name', 'flat', 'apartment', 'номер помещения', 'квартира', 'помещение'],
  },
  { key: 'unit_type', isRequired: false, synonyms: ['тип помещения'] },
  { key: 'area_m2', isRequired: false, synonyms: ['area', 'площадь', 'общая площадь'] },
  { key: 'account_number', isRequired: false, synonyms: ['account', 'лицевой счет', 'лс'] },
  { key: 'els', isRequired: false, synonyms: ['елс', 'единый лицевой счет'] },
  { key: 'full_name', isRequired: false, synonyms: ['name', 'фио', 'житель', 'собственник'] },
  { key: 'phone', isRequired: false, synonyms: ['phones', 'телефон', 'мобильный телефон'] },
  { key: 'email', isRequired: false, synonyms: ['e-mail', 'почта', 'электронная почта'] },
  { key: 'role', isRequired: false, synonyms: ['роль', 'статус'] },
  { key: 'share', isRequired: false, synonyms: ['доля'] },
  { key: 'language', isRequired: false, synonyms: ['язык'] },
  { key: 'starts_on', isRequired: false, synonyms: ['дата заселения', 'проживает с', 'владеет с', 'move-in date'] },
];

const words = {
  unitType: {
    flat: ['', 'flat', 'квартира', 'кв'],
    apartment: ['apartment', 'апартаменты', 'апартамент'],
    parking: ['parking', 'parking place', 'машиноместо', 'парковка', 'паркинг'],
    storage: ['storage', 'кладовая', 'кладовка'],
    commercial: ['commercial', 'нежилое', 'нежилое помещение', 'коммерческое помещение'],
  },
  role: {
    owner: ['owner', 'собственник', 'владелец'],
    tenant: ['tenant', 'guest', 'наниматель', 'арендатор', 'гость'],
    family: ['family', 'resident', 'член семьи', 'семья', 'житель', 'резидент'],
    representative: ['representative', 'представитель'],
  },
  language: { ru: ['ru', 'rus', 'русский'], en: ['en', 'eng', 'english', 'английский'] },
} as const;

/** A flat as a row names it. */
export function unitKey(row: ResidentsRow): string {
  return [row.buildingCode, row.unitType, row.unit].join('\u0000');
}

class Refused extends Error {
  readonly problem: RowProblem;
  constructor(code: string, values: RowProblem['values'] = {}) {
    super(code);
    this.problem = { code: `import.${code}`, values };
  }
}

/** Reads a row's cells; the first thing that is wrong with them is the row's problem. */
export function readResidentsRow(
  cells: Record<string, string>,
  company: CompanyInfo,
): { row: ResidentsRow } | { problem: RowProblem } {
  try {
    return { row: readRow(cells, company) };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

function readRow(cells: Record<string, string>, company: CompanyInfo): ResidentsRow {
  const cell = (key: string, limit: number) => limited(key, cells[key] ?? '', limit);
  const buildingCode = cell('building_code', 40);
  const buildingAddress = cell('building_address', 200);
  if (buildingCode === '' && buildingAddress === '') throw new Refused('building-missing');
  const unit = cell('unit', 20);
  if (unit === '') throw new Refused('unit-missing');
  return {
    buildingCode: buildingCode || buildingAddress,
    buildingAddress,
    entrance: whole('entrance', cell('entrance', 10), 1, 100),
    floor: whole('floor', cell('floor', 10), -20, 200),
    unit,
    unitType: oneOf('unit_type', cell('unit_type', 40), words.unitType) ?? 'flat',
    areaM2: area(cell('area_m2', 20)),
    accountNumber: cell('account_number', 40) || null,
    unifiedNumber: unified(cell('els', 20), company),
    person: readPerson(cell, company),
  };
}

function readPerson(cell: (key: string, limit: number) => string, company: CompanyInfo): PersonCells | null {
  const fullName = cell('full_name', 120);
  const [phone, email, role] = [cell('phone', 60), cell('email', 200), cell('role', 40)];
  if (fullName === '') {
    if (phone !== '' || email !== '') throw new Refused('name-missing');
    return null;
  }
  if (role === '') throw new Refused('role-missing');
  return {
    fullName,
    phone: phone === '' ? null : (toE164(phone, company.country) ?? refuse('bad-phone', { value: phone })),
    email:
      email === '' ? null : (z.email().safeParse(email.toLowerCase()).data ?? refuse('bad-email', { value: email })),
    role: oneOf('role', role, words.role) ?? 'family',
    share: share(cell('share', 20)),
    locale: oneOf('language', cell('language', 20), words.language),
    startsOn: day(cell('starts_on', 20)),
  };
}

function refuse(code: string, values: RowProblem['values']): never {
  throw new Refused(code, values);
}

function limited(column: string, value: string, limit: number): string {
  return value.length > limit ? refuse('too-long', { column, limit }) : value;
}

function oneOf<K extends string>(column: string, value: string, known: Record<K, readonly string[]>): K | null {
  const word = value.toLowerCase().replaceAll('ё', 'е');
  for (const key of Object.keys(known) as K[]) if (known[key].includes(word)) return key;
  return value === '' ? null : refuse('bad-word', { column, value });
}

function whole(column: string, value: string, least: number, most: number): number | null {
  if (value === '') return null;
  const number = /^-?\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? number : refuse('bad-number', { column, value });
}

function area(value: string): string | null {
  if (value === '') return null;
  const text = value.replaceAll(/\s/g, '').replace(',', '.');
  return /^\d{1,6}(\.\d{1,2}0*)?$/.test(text) ? text : refuse('bad-number', { column: 'area_m2', value });
}

/** Ten signs, digits and Cyrillic letters such as `40ОН891234`: the unified account number of the Russian state system. */
function unified(value: string, company: CompanyInfo): string | null {
  if (value === '') return null;
  const isWell = company.country !== 'RU' || /^\d{2}[А-ЯЁ]{2}\d{6}$/i.test(value);
  return isWell ? value : refuse('bad-els', { value });
}

/** `1/2`, `50 %`, `0,5` or `1`, as a part of the whole with six decimals. */
function share(value: string): string | null {
  if (value === '') return null;
  const text = value.replaceAll(/\s/g, '').replace(',', '.');
  const fraction = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const percent = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text);
  const plain = /^\d(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const part = fraction ? Number(fraction[1]) / Number(fraction[2]) : percent ? Number(percent[1]) / 100 : plain;
  return part > 0 && part <= 1 ? part.toFixed(6) : refuse('bad-share', { value });
}

/** `2024-05-31` or `31.05.2024`. */
function day(value: string): string | null {
  if (value === '') return null;
  const dotted = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(value);
  const iso = dotted ? `${dotted[3]}-${dotted[2]}-${dotted[1]}` : value;
  return z.iso.date().safeParse(iso).success
    ? PlainDate.from(iso).toString()
    : refuse('bad-date', { column: 'starts_on', value });
}
