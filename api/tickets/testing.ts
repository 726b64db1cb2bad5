import type { ResidentActor, StaffActor, StaffRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { plus, toDateColumn } from '#api/core/time.ts';
import { openTicket } from './open-ticket.ts';
import type { OpenTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/** Small factories for tests of tickets and notifications: rows as the other rooms would have made them. */

export async function aCompany(ctx: Ctx, timeZone = 'Europe/Moscow'): Promise<string> {
  const id = newId(ctx.now());
  await ctx.db.company.create({
    data: {
      id,
      name: 'Cosy Quarter',
      country: 'RU',
      timeZone,
      locale: 'ru',
      currency: 'RUB',
      officePhone: '+7 495 000-00-10',
      officeHours: '9-18',
      emergencyPhone: '+7 495 000-00-12',
      isDemo: false,
      createdAt: plus(ctx.now(), '-P400D'),
    },
  });
  return id;
}

export type TestFlat = { unitId: string; buildingId: string };

/** A flat; in a new building unless one is named. */
export async function aFlat(ctx: Ctx, more: { buildingId?: string; timeZone?: string } = {}): Promise<TestFlat> {
  const createdAt = plus(ctx.now(), '-P300D');
  const buildingId = more.buildingId ?? newId(ctx.now());
  if (!more.buildingId) {
    await ctx.db.building.create({
      data: {
        id: buildingId,
        code: buildingId,
        address: '12 Sadovaya St.',
        timeZone: more.timeZone ?? null,
        entrances: 2,
        floors: 9,
        hasLift: true,
        hasGas: true,
        createdAt,
      },
    });
  }
  const unitId = newId(ctx.now());
  await ctx.db.unit.create({ data: { id: unitId, buildingId, number: unitId.slice(-8), type: 'flat', createdAt } });
  return { unitId, buildingId };
}

export type TestResident = ResidentActor & { chatId: string; address: string; occupancyId: string };

/** Somebody who lives in the flat (since 200 days) and has an active chat, last used long ago. */
export async function aResident(
  ctx: Ctx,
  flat: TestFlat,
  more: { role?: string; rights?: string[]; startsOn?: string; endsOn?: string; chatState?: string } = {},
): Promise<TestResident> {
  const createdAt = plus(ctx.now(), '-P200D');
  const residentId = newId(ctx.now());
  const chatId = newId(ctx.now());
  const occupancyId = newId(ctx.now());
  const address = String(parseInt(chatId.replaceAll('-', '').slice(-10), 16));
  await ctx.db.resident.create({
    data: { id: residentId, fullName: 'Anna Petrova', givenName: 'Anna', locale: 'en', createdAt },
  });
  await ctx.db.occupancy.create({
    data: {
      id: occupancyId,
      unitId: flat.unitId,
      residentId,
      role: more.role ?? 'owner',
      rights: more.rights ?? ['tickets', 'meters', 'bills', 'pay'],
      startsOn: toDateColumn(more.startsOn ?? '2026-01-15'),
      endsOn: more.endsOn ? toDateColumn(more.endsOn) : null,
      createdAt,
    },
  });
  await ctx.db.chat.create({
    data: {
      id: chatId,
      messenger: 'telegram',
      address,
      residentId,
      unitId: flat.unitId,
      locale: 'en',
      state: more.chatState ?? 'active',
      lastSeenAt: createdAt,
      createdAt,
    },
  });
  return { kind: 'resident', residentId, chatId, address, occupancyId };
}

/** A colleague with these roles (a technician unless said otherwise). */
export async function aColleague(ctx: Ctx, ...roles: StaffRole[]): Promise<StaffActor> {
  const staffId = newId(ctx.now());
  const held: StaffRole[] = roles.length > 0 ? roles : ['technician'];
  await ctx.db.staffMember.create({
    data: {
      id: staffId,
      name: `Sergey Ivanov ${staffId.slice(-4)}`,
      email: `${staffId}@example.com`,
      slackUserId: `U${staffId.slice(-12).toUpperCase()}`,
      locale: 'en',
      roles: held,
      trade: 'plumber',
      isOnShift: false,
      createdAt: plus(ctx.now(), '-P200D'),
    },
  });
  return { kind: 'staff', staffId, roles: held };
}

/** Opens a ticket of the resident; say only what the test is about. */
export async function aTicket(
  ctx: Ctx,
  resident: ResidentActor,
  flat: TestFlat,
  more: Partial<OpenTicketInput> = {},
): Promise<TicketSummary> {
  return openTicket(ctx, resident, {
    unitId: flat.unitId,
    kind: 'technical',
    place: 'flat',
    text: `The kitchen tap leaks (${newId(ctx.now()).slice(-6)})`,
    files: [],
    source: 'telegram',
    ...more,
  });
}
