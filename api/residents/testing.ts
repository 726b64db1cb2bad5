import { addBuilding } from '#api/buildings/buildings.ts';
import { addUnit } from '#api/buildings/units.ts';
import type { CompanyInfo } from '#api/company/company.ts';
import { createCompany } from '#api/company/company.ts';
import type { CreateCompanyInput } from '#api/company/schema.ts';
import type { StaffActor, StaffRole } from '#api/core/actor.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { newDigits } from '#api/core/ids.ts';
import { addStaff } from '#api/staff/staff.ts';
import { openChat } from './chats.ts';
import { addResident } from './residents.ts';
import type { OccupancyRole } from './rights.ts';

/** Factories for tests: each makes what it needs through the domain and names only what the test is about. */

export function aCompany(ctx: Ctx, input: Partial<CreateCompanyInput> = {}): Promise<CompanyInfo> {
  return createCompany(ctx, {
    name: 'Уютный квартал',
    country: 'RU',
    timeZone: 'Europe/Moscow',
    locale: 'ru',
    currency: 'RUB',
    officePhone: '+7 495 000-00-11',
    officeHours: 'пн–пт 9–18',
    emergencyPhone: '+7 495 000-00-12',
    ...input,
  });
}

export async function aBuilding(ctx: Ctx, input: { code?: string; address?: string } = {}): Promise<string> {
  const code = input.code ?? `b-${newDigits(8)}`;
  const address = input.address ?? 'ул. Садовая, 12';
  const shape = { entrances: 3, floors: 9, hasLift: true, hasGas: false };
  return (await addBuilding(ctx, systemActor, { code, address, ...shape })).id;
}

/** Random ones meet sooner than one thinks. */
let lastNumber = 1000;

export async function aUnit(
  ctx: Ctx,
  input: { buildingId?: string; number?: string; accountNumber?: string } = {},
): Promise<string> {
  const buildingId = input.buildingId ?? (await aBuilding(ctx));
  lastNumber += 1;
  const number = input.number ?? String(lastNumber);
  const { accountNumber } = input;
  return (await addUnit(ctx, systemActor, { buildingId, number, type: 'flat', areaM2: '54.00', accountNumber })).id;
}

export async function aResident(
  ctx: Ctx,
  input: { unitId: string; fullName?: string; phone?: string; role?: OccupancyRole; startsOn?: string },
): Promise<{ residentId: string; occupancyId: string; actor: { kind: 'resident'; residentId: string } }> {
  const { unitId, phone, startsOn } = input;
  const fullName = input.fullName ?? `Жилец ${newDigits(6)}`;
  const role = input.role ?? 'owner';
  const { residentId, occupancyId } = await addResident(ctx, systemActor, {
    ...{ fullName, phone, locale: 'ru', unitId, role, startsOn },
  });
  return { residentId, occupancyId, actor: { kind: 'resident', residentId } };
}

/** A stranger's chat. */
export async function aChat(ctx: Ctx, address: string = newDigits(9)): Promise<string> {
  return (await openChat(ctx, { messenger: 'telegram', address, locale: 'ru' })).id;
}

/** The chat of somebody who joined. */
export async function aChatOf(ctx: Ctx, residentId: string): Promise<string> {
  const id = await aChat(ctx);
  await ctx.db.chat.update({ where: { id }, data: { residentId } });
  return id;
}

export async function aColleague(ctx: Ctx, ...roles: StaffRole[]): Promise<StaffActor> {
  const email = `${newDigits(10)}@example.org`;
  const { staff } = await addStaff(ctx, systemActor, { name: 'Коллега', email, roles, locale: 'ru' });
  return { kind: 'staff', staffId: staff.id, roles };
}

/** What was said aloud so far: kinds, or the data of one kind. */
export async function saidKinds(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.outboxEvent.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => row.kind);
}

export async function saidData(ctx: Ctx, kind: string): Promise<unknown[]> {
  const rows = await ctx.db.outboxEvent.findMany({ where: { kind }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => row.data);
}
