import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isCurrent, sinceMoment } from './current.ts';
import type { OccupancyRole, Right } from './rights.ts';
import { asRights, asRole } from './rights.ts';

/** A flat as one resident holds it today: the bounds of everything they may see. */
export type Flat = {
  unitId: string;
  occupancyId: string;
  buildingId: string;
  /** The building's address, without the flat. */
  address: string;
  number: string;
  unitType: string;
  entrance: number | null;
  floor: number | null;
  /** Decimal text, `54` or `54.5`. */
  areaM2: string | null;
  role: OccupancyRole;
  rights: Right[];
  /** The first day of the occupancy, ISO. */
  from: string;
  /** The first day without access, ISO; null while open. */
  until: string | null;
  /** The moment from which the flat's past is this person's to see: never earlier than `from`. */
  since: Instant;
  /** Number of the main account. */
  accountNumber: string | null;
  timeZone: string;
};

/** The flats that are the resident's today, first come first. One statement. */
export async function listMyFlats(ctx: Ctx, actor: Actor): Promise<Flat[]> {
  mustBeAllowed(actor.kind === 'resident');
  return selectFlats(ctx, actor.residentId, Prisma.empty);
}

/**
 * The resident's hold on a flat: what every verb for residents goes through. One statement.
 * Refuses `flat.not-found` when it is not theirs today and `not-allowed` with the `right` that lacks.
 */
export async function flatAccess(ctx: Ctx, actor: Actor, unitId: string, right?: Right): Promise<Flat> {
  mustBeAllowed(actor.kind === 'resident');
  const [flat] = await selectFlats(ctx, actor.residentId, Prisma.sql`and o.unit_id = ${unitId}::uuid`);
  const mine = found(flat, 'flat');
  if (right && !mine.rights.includes(right)) throw new AppError('not-allowed', { right });
  return mine;
}

export type FlatRow = Omit<Flat, 'role' | 'rights'> & { role: string; rights: string[]; tenantSeesBills: boolean };

async function selectFlats(ctx: Ctx, residentId: string, more: Prisma.Sql): Promise<Flat[]> {
  const rows = await ctx.db.$queryRaw<FlatRow[]>(flatsSql(ctx.now(), Prisma.sql`${residentId}::uuid`, more));
  return rows.map(presentFlat);
}

/** The flats that are the resident's at `now`, as a query whose rows `presentFlat` reads. */
export function flatsSql(now: Instant, residentId: Prisma.Sql, more = Prisma.empty): Prisma.Sql {
  return Prisma.sql`
    select u.id as "unitId", o.id as "occupancyId", b.id as "buildingId", b.address, u.number, u.type as "unitType",
      u.entrance, u.floor, trim_scale(u.area_m2)::text as "areaM2", o.role, o.rights,
      o.starts_on::text as "from", o.ends_on::text as "until", ${sinceMoment} as since,
      (select a.number from account a where a.unit_id = u.id and a.closed_on is null
        order by a.is_main desc, a.created_at, a.id limit 1) as "accountNumber",
      coalesce(b.time_zone, c.time_zone) as "timeZone",
      coalesce((select (s.value ->> 'tenantSeesBills')::boolean from setting s where s.key = 'bills'), false)
        as "tenantSeesBills"
    from occupancy o
    join unit u on u.id = o.unit_id
    join building b on b.id = u.building_id
    cross join company c
    where o.resident_id = ${residentId} and ${isCurrent(now)} ${more}
    order by o.starts_on, o.created_at, o.id`;
}

export function presentFlat({ tenantSeesBills, ...row }: FlatRow): Flat {
  const role = asRole(row.role);
  const allowed = role === 'tenant' && tenantSeesBills ? [...row.rights, 'bills', 'pay'] : row.rights;
  return { ...row, role, rights: asRights(allowed) };
}
