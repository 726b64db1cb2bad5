import type { Page } from '#api/company/page.ts';
import { cell, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isCurrent } from './current.ts';
import type { ListResidentsInput } from './schema.ts';

/** A person on the list, as the office sees them. */
export type ResidentRow = {
  id: string;
  fullName: string;
  phone: string | null;
  email: string | null;
  locale: string;
  connected: boolean;
  unreachableSince: Instant | null;
  createdAt: Instant;
  flats: { unitId: string; occupancyId: string; address: string; number: string; role: string }[];
};

/**
 * People by name, with their flats of today; `search` is part of a name, digits of a phone or a flat's number. One
 * statement. Managers, dispatchers and accountants: technicians ask about one ticket's contact instead.
 */
export async function listResidents(ctx: Ctx, actor: Actor, input: ListResidentsInput): Promise<Page<ResidentRow>> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher', 'accountant'));
  const limit = input.limit ?? 50;
  const cursor = readCursor(input.after, [cell.text, cell.id]);
  const afterRow = cursor ? Prisma.sql`and (r.full_name, r.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : Prisma.empty;
  const inBuilding = input.buildingId
    ? Prisma.sql`and ${livesWhere(ctx, Prisma.sql`b.id = ${input.buildingId}::uuid`)}`
    : Prisma.empty;
  const rows = await ctx.db.$queryRaw<ResidentRow[]>`
    select r.id, r.full_name as "fullName", r.phone, r.email, r.locale, r.unreachable_since as "unreachableSince",
      r.created_at as "createdAt",
      exists (select 1 from chat ch where ch.resident_id = r.id and ch.state = 'active') as connected,
      coalesce((
        select jsonb_agg(jsonb_build_object('unitId', u.id, 'occupancyId', o.id, 'address', b.address,
          'number', u.number, 'role', o.role) order by o.starts_on, o.id)
        from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id cross join company c
        where o.resident_id = r.id and ${isCurrent(ctx.now())}), '[]'::jsonb) as flats
    from resident r
    where r.erased_at is null ${inBuilding} ${matching(ctx, input.search)} ${afterRow}
    order by r.full_name, r.id
    limit ${limit + 1}`;
  return toPage(
    rows,
    limit,
    (row) => [row.fullName, row.id],
    (row) => row,
  );
}

function matching(ctx: Ctx, search: string | undefined): Prisma.Sql {
  if (!search) return Prisma.empty;
  const words = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const digits = search.replace(/\D/g, '');
  const isPhone = digits.length >= 4 && /^[\d\s()+-]+$/.test(search);
  const byPhone = isPhone ? Prisma.sql`or r.phone like ${`%${digits}%`}` : Prisma.empty;
  const byFlat = livesWhere(ctx, Prisma.sql`lower(u.number) = lower(${search})`);
  return Prisma.sql`and (r.full_name ilike ${words} ${byPhone} or ${byFlat})`;
}

function livesWhere(ctx: Ctx, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (
    select 1 from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id
    cross join company c where o.resident_id = r.id and ${isCurrent(ctx.now())} and ${where})`;
}
