import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import { type Instant, instant, plus } from '#api/core/time.ts';
import type { Flat } from '#api/residents/access.ts';
import { isCurrent } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isShown, mayReadOutages, type OutageState, stateOfOutage } from './policy.ts';
import type { OutageService, OutageTexts, OutageWorkType } from './schema.ts';

export type OutagePlace = { buildingId: string; address: string; entrances: number[] };

export type Outage = {
  id: string;
  workType: OutageWorkType;
  services: OutageService[];
  texts: OutageTexts;
  places: OutagePlace[];
  startsAt: Instant;
  endsAt: Instant;
  restoredAt: Instant | null;
  cancelledAt: Instant | null;
  createdAt: Instant;
  state: OutageState;
};

type Row = Omit<Outage, 'state'>;

/** Outages for colleagues, the latest first: those that are not over, or the last hundred of all. */
export async function listOutages(
  ctx: Ctx,
  actor: Actor,
  filter: { state?: 'current' | 'all'; buildingId?: string } = {},
): Promise<Outage[]> {
  mustBeAllowed(mayReadOutages(actor));
  const rows = await select(
    ctx,
    Prisma.sql`where ${filter.state === 'all' ? Prisma.sql`true` : notOver(ctx.now())}
      ${filter.buildingId ? inBuilding(filter.buildingId) : Prisma.empty}`,
  );
  return rows.map((row) => present(row, ctx.now()));
}

/** One outage, for colleagues and for the workers that tell of it. Refuses `outage.not-found`. */
export async function getOutage(ctx: Ctx, actor: Actor, outageId: string): Promise<Outage> {
  mustBeAllowed(mayReadOutages(actor));
  const [row] = await select(ctx, Prisma.sql`where g.id = ${outageId}::uuid`);
  return present(found(row, 'outage'), ctx.now());
}

/**
 * The outage as a resident may see it: one that reaches a flat of theirs today; other houses in it are left out. Refuses
 * `outage.not-found`.
 */
export async function getMyOutage(ctx: Ctx, flats: readonly Flat[], outageId: string): Promise<Outage> {
  const [row] = await select(ctx, Prisma.sql`where g.id = ${outageId}::uuid`);
  const outage = present(found(row, 'outage'), ctx.now());
  const places = outage.places.filter((place) => flats.some((flat) => reaches(place, flat)));
  return found(places.length > 0 ? { ...outage, places } : null, 'outage');
}

type Place = Pick<Flat, 'buildingId' | 'entrance'>;

/** What is off, or will be soon, where a flat stands: the nearest first. The caller has asked whose flat it is. */
export async function outagesOfFlat(ctx: Ctx, flat: Place): Promise<Outage[]> {
  const [row] = await ctx.db.$queryRaw<{ outages: OutageJson[] | null }[]>`
    select ${outagesJson(flat, ctx.now())} as outages`;
  return readOutages(row?.outages ?? [], flat, ctx.now());
}

/** A row of JSON, where moments are texts. */
export type OutageJson = {
  [K in keyof Row]: Row[K] extends Instant ? string : Row[K] extends Instant | null ? string | null : Row[K];
};

/** The outages of a house that are not over, as one value: for a statement that reads more than them. */
export function outagesJson(flat: Place, now: Instant): Prisma.Sql {
  return Prisma.sql`(select json_agg(g) from (
    ${rowsWhere(Prisma.sql`where ${notOver(now)} ${inBuilding(flat.buildingId)}`)}) g)`;
}

/** What of `outagesJson` is shown where a flat stands, the nearest first. */
export function readOutages(rows: readonly OutageJson[], flat: Place, now: Instant): Outage[] {
  const moment = (text: string | null) => (text === null ? null : instant(text));
  return rows
    .map(
      (row): Row => ({
        ...row,
        startsAt: instant(row.startsAt),
        endsAt: instant(row.endsAt),
        createdAt: instant(row.createdAt),
        restoredAt: moment(row.restoredAt),
        cancelledAt: moment(row.cancelledAt),
      }),
    )
    .map((row) => present(row, now))
    .filter((one) => isShown(one, now) && one.places.some((place) => reaches(place, flat)))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** A query of one column `resident_id`: who lives where the outage is, each once. For one INSERT … SELECT of deliveries. */
export function outageAudienceSql(outageId: string, now: Instant): Prisma.Sql {
  return Prisma.sql`
    select distinct o.resident_id
    from outage_building place
    join unit u on u.building_id = place.building_id
      and (cardinality(place.entrances) = 0 or u.entrance is null or u.entrance = any(place.entrances))
    join building b on b.id = u.building_id join occupancy o on o.unit_id = u.id cross join company c
    where place.outage_id = ${outageId}::uuid and ${isCurrent(now)}`;
}

/** A flat whose entrance nobody wrote down is reached by all of its house's. */
function reaches(place: OutagePlace, flat: Place): boolean {
  if (place.buildingId !== flat.buildingId) return false;
  return place.entrances.length === 0 || flat.entrance === null || place.entrances.includes(flat.entrance);
}

function notOver(now: Instant): Prisma.Sql {
  return Prisma.sql`g.cancelled_at is null and g.restored_at is null
    and (g.ends_at > ${now}::timestamptz or (g.work_type = 'emergency' and g.ends_at > ${plus(now, '-P30D')}::timestamptz))`;
}

function inBuilding(buildingId: string): Prisma.Sql {
  return Prisma.sql`and exists (
    select from outage_building here where here.outage_id = g.id and here.building_id = ${buildingId}::uuid)`;
}

function select(ctx: Ctx, where: Prisma.Sql): Promise<Row[]> {
  return ctx.db.$queryRaw<Row[]>(rowsWhere(where));
}

function rowsWhere(where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select g.id, g.work_type as "workType", g.services, g.texts, g.starts_at as "startsAt", g.ends_at as "endsAt",
      g.restored_at as "restoredAt", g.cancelled_at as "cancelledAt", g.created_at as "createdAt",
      (select jsonb_agg(jsonb_build_object('buildingId', b.id, 'address', b.address, 'entrances', p.entrances)
          order by b.address, b.id)
        from outage_building p join building b on b.id = p.building_id where p.outage_id = g.id) as places
    from outage g ${where}
    order by g.created_at desc, g.id desc limit 100`;
}

function present(row: Row, now: Instant): Outage {
  return { ...row, state: stateOfOutage(row, now) };
}
