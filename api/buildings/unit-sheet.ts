import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { dayOf, fromDateColumn } from '#api/core/time.ts';
import type { Right } from '#api/residents/rights.ts';
import { asRights } from '#api/residents/rights.ts';

/** A flat as the admin page shows it. */
export type UnitSheet = {
  id: string;
  buildingId: string;
  buildingCode: string;
  address: string;
  number: string;
  type: string;
  entrance: number | null;
  floor: number | null;
  /** Decimal text. */
  areaM2: string | null;
  registeredCount: number | null;
  accounts: { id: string; number: string; payeeName: string; isMain: boolean; isOpen: boolean }[];
  /** Present people first, then those to come, then the past. */
  occupancies: UnitOccupancy[];
  /** Invitations that still work. */
  joinCodes: { id: string; role: string; residentId: string | null; expiresAt: Instant; createdAt: Instant }[];
  meterCount: number;
};

export type UnitOccupancy = {
  id: string;
  residentId: string;
  name: string;
  phone: string | null;
  email: string | null;
  role: string;
  rights: Right[];
  /** First day, and the first day without access; ISO. */
  from: string;
  until: string | null;
  state: 'present' | 'future' | 'past';
  connected: boolean;
};

/** Everything about a flat. Managers, dispatchers and accountants (it holds phones). Refuses `unit.not-found`. */
export async function getUnitSheet(ctx: Ctx, actor: Actor, unitId: string): Promise<UnitSheet> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher', 'accountant'));
  const company = await ctx.db.company.findFirst({ select: { timeZone: true } });
  const unit = found(await selectUnit(ctx, unitId), 'unit');
  const day = dayOf(ctx.now(), unit.building.timeZone ?? company?.timeZone ?? 'UTC').toString();
  const occupancies = unit.occupancies.map((row) => presentOccupancy(row, day));
  return {
    id: unit.id,
    buildingId: unit.buildingId,
    buildingCode: unit.building.code,
    address: unit.building.address,
    number: unit.number,
    type: unit.type,
    entrance: unit.entrance,
    floor: unit.floor,
    areaM2: unit.areaM2?.toString() ?? null,
    registeredCount: unit.registeredCount,
    accounts: unit.accounts.map((account) => ({
      id: account.id,
      number: account.number,
      payeeName: account.payee.name,
      isMain: account.isMain,
      isOpen: account.closedOn === null,
    })),
    occupancies: occupancies.sort((a, b) => order[a.state] - order[b.state]),
    joinCodes: unit.joinCodes,
    meterCount: unit._count.meters,
  };
}

const order = { present: 0, future: 1, past: 2 };

function selectUnit(ctx: Ctx, unitId: string) {
  return ctx.db.unit.findUnique({
    where: { id: unitId },
    include: {
      building: { select: { code: true, address: true, timeZone: true } },
      accounts: { include: { payee: { select: { name: true } } }, orderBy: [{ isMain: 'desc' }, { createdAt: 'asc' }] },
      occupancies: {
        include: {
          resident: {
            select: {
              fullName: true,
              phone: true,
              email: true,
              chats: { where: { state: 'active' }, select: { id: true } },
            },
          },
        },
        orderBy: [{ startsOn: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
      },
      joinCodes: {
        where: { usedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } },
        select: { id: true, role: true, residentId: true, expiresAt: true, createdAt: true },
        orderBy: { createdAt: 'desc' },
      },
      _count: { select: { meters: { where: { retiredOn: null } } } },
    },
  });
}

type OccupancyRow = NonNullable<Awaited<ReturnType<typeof selectUnit>>>['occupancies'][number];

function presentOccupancy(row: OccupancyRow, day: string): UnitOccupancy {
  const from = fromDateColumn(row.startsOn).toString();
  const until = row.endsOn === null ? null : fromDateColumn(row.endsOn).toString();
  return {
    id: row.id,
    residentId: row.residentId,
    name: row.resident.fullName,
    phone: row.resident.phone,
    email: row.resident.email,
    role: row.role,
    rights: asRights(row.rights),
    from,
    until,
    state: until !== null && until <= day ? 'past' : from > day ? 'future' : 'present',
    connected: row.resident.chats.length > 0,
  };
}
