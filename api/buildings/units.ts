import { mainPayeeId } from '#api/company/company.ts';
import type { Page } from '#api/company/page.ts';
import { cell, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { localDay } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { AddUnitInput, ListUnitsInput } from './schema.ts';

/** A flat in a list of the office. */
export type UnitRow = {
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
  accountNumber: string | null;
  /** People with access today, and how many of them are in a chat. */
  residentCount: number;
  connectedCount: number;
};

/**
 * Adds a flat (or a parking place, a storage room…), with its account at the company's main payee when a number is given.
 * Managers and dispatchers. Refuses `building.not-found`, `unit.already-exists` { number }, `unit.no-such-entrance`
 * { entrances }, `unit.no-such-floor` { floors } and `account.number-taken` { number }.
 */
export async function addUnit(ctx: Ctx, actor: Actor, input: AddUnitInput): Promise<{ id: string }> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher'));
  return inTransaction(ctx, async (tx) => {
    const building = found(await tx.db.building.findUnique({ where: { id: input.buildingId } }), 'building');
    if ((input.entrance ?? 0) > building.entrances) {
      throw new AppError('unit.no-such-entrance', { entrances: building.entrances });
    }
    if ((input.floor ?? 0) > building.floors) throw new AppError('unit.no-such-floor', { floors: building.floors });
    const { accountNumber, ...unit } = input;
    const id = newId(tx.now());
    const { count } = await tx.db.unit.createMany({
      data: [{ ...unit, id, createdAt: tx.now() }],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError('unit.already-exists', { number: input.number });
    if (accountNumber) await openMainAccount(tx, id, accountNumber);
    return { id };
  });
}

/**
 * Flats in the order of houses and numbers (2 before 10); `search` is a flat's number or part of an account number. One
 * statement. For everybody on the staff.
 */
export async function listUnits(ctx: Ctx, actor: Actor, input: ListUnitsInput): Promise<Page<UnitRow>> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const limit = input.limit ?? 50;
  const rows = await ctx.db.$queryRaw<(UnitRow & { place: string })[]>`
    select * from (
      select u.id, u.building_id as "buildingId", b.code as "buildingCode", b.address, u.number, u.type, u.entrance,
        u.floor, trim_scale(u.area_m2)::text as "areaM2", a.number as "accountNumber",
        ${natural(Prisma.sql`u.number`)} as place,
        people."residentCount", people."connectedCount"
      from unit u
      join building b on b.id = u.building_id
      cross join company c
      cross join lateral (select ${localDay(ctx.now())} as day) d
      left join lateral (
        select number from account where unit_id = u.id and closed_on is null
        order by is_main desc, created_at, id limit 1
      ) a on true
      cross join lateral (
        select count(*)::int as "residentCount",
          count(*) filter (where exists (
            select 1 from chat ch where ch.resident_id = o.resident_id and ch.state = 'active'))::int as "connectedCount"
        from occupancy o
        where o.unit_id = u.id and o.starts_on <= d.day and (o.ends_on is null or o.ends_on > d.day)
      ) people
      where b.archived_at is null ${inBuilding(input.buildingId)} ${matching(input.search)}
    ) listed
    where true ${afterCursor(input.after)}
    order by "buildingCode", place, id
    limit ${limit + 1}`;
  return toPage(
    rows,
    limit,
    (row) => [row.buildingCode, row.place, row.id],
    ({ place: _, ...row }) => row,
  );
}

async function openMainAccount(tx: TxCtx, unitId: string, number: string): Promise<void> {
  const payeeId = await mainPayeeId(tx);
  const row = { id: newId(tx.now()), unitId, payeeId, number, isMain: true, createdAt: tx.now() };
  const { count } = await tx.db.account.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) throw new AppError('account.number-taken', { number });
}

/** Numbers as people count them: the first run of digits padded, so `2` stands before `10` and `12` before `12a`. */
function natural(text: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(lpad(coalesce(substring(${text} from '[0-9]+'), ''), 10, '0') || ' ' || ${text})`;
}

function inBuilding(buildingId: string | undefined): Prisma.Sql {
  return buildingId ? Prisma.sql`and b.id = ${buildingId}::uuid` : Prisma.empty;
}

function matching(search: string | undefined): Prisma.Sql {
  if (!search) return Prisma.empty;
  const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`and (lower(u.number) = lower(${search})
    or exists (select 1 from account s where s.unit_id = u.id and s.number like ${part}))`;
}

function afterCursor(after: string | null | undefined): Prisma.Sql {
  const cursor = readCursor(after, [cell.text, cell.text, cell.id]);
  if (!cursor) return Prisma.empty;
  const [code, place, id] = cursor;
  return Prisma.sql`and ("buildingCode", place, id) > (${code}, ${place}, ${id}::uuid)`;
}
