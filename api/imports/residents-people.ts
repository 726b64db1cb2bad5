import { getCompany } from '#api/company/company.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { toDateColumn, today } from '#api/core/time.ts';
import { givenNameOf } from '#api/residents/given-name.ts';
import { defaultRights } from '#api/residents/rights.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { insertRows } from './insert-rows.ts';
import type { PersonCells, ResidentsRow } from './residents-row.ts';
import { unitKey } from './residents-row.ts';
import type { GoodRow, ImportEffects } from './target.ts';

type Known = { id: string; fullName: string; phone: string | null; email: string | null };
type Dwelling = { id: string; unitId: string; residentId: string; role: string };

/**
 * Puts people on the list of their flats. Who lives in the flat under the same name is the same person, and so is who has the
 * same phone and name elsewhere; a cell that says something new about them is taken over. Two people of one flat
 * with one name are told apart by their phones.
 */
export async function applyPeople(
  tx: TxCtx,
  rows: readonly GoodRow<ResidentsRow>[],
  unitIds: Map<string, string>,
): Promise<ImportEffects> {
  const list = await readList(tx, rows, unitIds);
  for (const { row } of rows) {
    const unitId = unitIds.get(unitKey(row));
    if (unitId !== undefined && row.person !== null) list.settle(unitId, row.person);
  }
  return list.write();
}

async function readList(
  tx: TxCtx,
  rows: readonly GoodRow<ResidentsRow>[],
  unitIds: Map<string, string>,
): Promise<List> {
  const company = await getCompany(tx);
  const day = today(tx, company.timeZone).toString();
  const phones = [...new Set(rows.flatMap(({ row }) => row.person?.phone ?? []))];
  const dwellings = await tx.db.$queryRaw<Dwelling[]>`
    select id, unit_id as "unitId", resident_id as "residentId", role from occupancy
    where unit_id = any(${[...unitIds.values()]}::uuid[]) and (ends_on is null or ends_on > ${day}::date)`;
  const residents = await tx.db.$queryRaw<Known[]>`
    select id, full_name as "fullName", phone, email from resident
    where erased_at is null and (phone = any(${phones}) or id = any(${dwellings.map((one) => one.residentId)}::uuid[]))
    order by created_at, id`;
  return new List(tx, { day, locale: company.locale }, residents, dwellings);
}

/** The people and their flats as they are, and what is to become of them. */
class List {
  readonly #tx: TxCtx;
  readonly #defaults: { day: string; locale: string };
  readonly #byId: Map<string, Known>;
  readonly #byPhoneAndName = new Map<string, Known>();
  readonly #dwellings = new Map<string, Dwelling[]>();
  readonly #newPeople = new Map<string, Prisma.ResidentCreateManyInput>();
  readonly #newDwellings: Prisma.OccupancyCreateManyInput[] = [];
  readonly #changes = new Map<string, { phone?: string; email?: string }>();
  readonly #roleChanges: { id: string; role: PersonCells['role'] }[] = [];
  /** What a row of this file has spoken about already: of two rows about one thing the first counts, today and next time. */
  readonly #spokenOf = new Set<string>();

  constructor(tx: TxCtx, defaults: { day: string; locale: string }, people: Known[], dwellings: Dwelling[]) {
    this.#tx = tx;
    this.#defaults = defaults;
    this.#byId = new Map(people.map((person) => [person.id, person]));
    for (const person of people)
      if (person.phone) this.#byPhoneAndName.set(whoKey(person.phone, person.fullName), person);
    for (const dwelling of dwellings) this.#housemates(dwelling.unitId).push(dwelling);
  }

  settle(unitId: string, cells: PersonCells): void {
    const dwelling = this.#findHere(unitId, cells);
    const person = dwelling ? this.#byId.get(dwelling.residentId) : this.#findElsewhere(cells);
    const who = person ?? this.#meet(cells);
    this.#update(who, cells);
    const isFirst = this.#isFirstWordOn(`${unitId} ${who.id}`);
    if (!dwelling) this.#moveIn(unitId, who.id, cells);
    else if (isFirst && dwelling.role !== cells.role) this.#roleChanges.push({ id: dwelling.id, role: cells.role });
  }

  async write(): Promise<ImportEffects> {
    const { db } = this.#tx;
    await insertRows(this.#tx, 'resident', [...this.#newPeople.values()]);
    await insertRows(this.#tx, 'occupancy', this.#newDwellings);
    for (const [id, data] of this.#changes) await db.resident.update({ where: { id }, data, select: { id: true } });
    for (const { id, role } of this.#roleChanges) {
      await db.occupancy.update({ where: { id }, data: { role, rights: defaultRights(role) }, select: { id: true } });
    }
    return {
      residents: this.#newPeople.size,
      occupancies: this.#newDwellings.length,
      residentsChanged: this.#changes.size,
      rolesChanged: this.#roleChanges.length,
    };
  }

  #housemates(unitId: string): Dwelling[] {
    const known = this.#dwellings.get(unitId) ?? [];
    this.#dwellings.set(unitId, known);
    return known;
  }

  #findHere(unitId: string, cells: PersonCells): Dwelling | undefined {
    const namesakes = this.#housemates(unitId).filter(({ residentId }) => {
      const person = this.#byId.get(residentId);
      return person !== undefined && nameKey(person.fullName) === nameKey(cells.fullName);
    });
    const phoneOf = (dwelling: Dwelling) => this.#byId.get(dwelling.residentId)?.phone ?? null;
    const exact = namesakes.find((dwelling) => phoneOf(dwelling) === cells.phone);
    if (exact) return exact;
    if (cells.phone === null) return namesakes[0];
    return namesakes.find((dwelling) => !this.#spokenOf.has(`${unitId} ${dwelling.residentId}`));
  }

  #findElsewhere(cells: PersonCells): Known | undefined {
    return cells.phone === null ? undefined : this.#byPhoneAndName.get(whoKey(cells.phone, cells.fullName));
  }

  #meet(cells: PersonCells): Known {
    const id = newId(this.#tx.now());
    const { fullName, phone, email } = cells;
    const person = { id, fullName, phone, email };
    const locale = cells.locale ?? this.#defaults.locale;
    this.#newPeople.set(id, { ...person, givenName: givenNameOf(fullName), locale, createdAt: this.#tx.now() });
    this.#byId.set(id, person);
    if (phone !== null) this.#byPhoneAndName.set(whoKey(phone, fullName), person);
    return person;
  }

  #update(person: Known, cells: PersonCells): void {
    for (const field of ['phone', 'email'] as const) {
      const value = cells[field];
      if (value === null || !this.#isFirstWordOn(`${field} ${person.id}`) || value === person[field]) continue;
      person[field] = value;
      const made = this.#newPeople.get(person.id);
      if (made) made[field] = value;
      else this.#changes.set(person.id, { ...this.#changes.get(person.id), [field]: value });
    }
  }

  #isFirstWordOn(subject: string): boolean {
    const isFirst = !this.#spokenOf.has(subject);
    this.#spokenOf.add(subject);
    return isFirst;
  }

  #moveIn(unitId: string, residentId: string, cells: PersonCells): void {
    const id = newId(this.#tx.now());
    this.#housemates(unitId).push({ id, unitId, residentId, role: cells.role });
    this.#newDwellings.push({
      ...{ id, unitId, residentId, role: cells.role, rights: defaultRights(cells.role), share: cells.share },
      startsOn: toDateColumn(cells.startsOn ?? this.#defaults.day),
      createdAt: this.#tx.now(),
    });
  }
}

function whoKey(phone: string, name: string): string {
  return `${phone} ${nameKey(name)}`;
}

function nameKey(name: string): string {
  return name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}
