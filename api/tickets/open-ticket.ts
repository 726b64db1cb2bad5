import { defaultSetting } from '#api/company/settings.ts';
import { attachFiles } from '#api/conversations/attachments.ts';
import { type Actor, actorId } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import type { Files } from '#api/core/files.ts';
import { newId, stableId } from '#api/core/ids.ts';
import { flatAccess } from '#api/residents/access.ts';
import { isCurrent } from '#api/residents/current.ts';
import { timelineAndEvent } from './change.ts';
import { isOverseer, servedKinds } from './policy.ts';
import type { OpenTicketInput } from './schema.ts';
import { clockDesk, clocksBegun } from './sla/clock-rows.ts';
import { beginClocks, type Clock } from './sla/clocks.ts';
import { summaryColumns, type TicketSummary } from './summary.ts';

type Opened = TicketSummary & { categoryId: string | null; limit: number; twin: number | null; ownZone: string | null };

/** Where the ticket is: null where nobody said. `isGuess`: the statement itself makes sure that the house has no clock of its own. */
type Site = { buildingId: string | null; timeZone: string | null; isGuess?: boolean };

/** Where a house was found to have a clock of its own: there it is asked about first. */
const haveOwnZones = new WeakSet<Files>();

/** What the company has not decided about yet; the statement reads what it has. */
const usual = defaultSetting('ticket-limits', null);

/**
 * Opens a ticket, says `ticket.opened`, and gives it back. Ticket, limits, number, promises, timeline and event are one
 * statement; files make it a transaction. The same `onceKey` from the same person gives back the first ticket and changes nothing.
 * A category of emergencies makes the ticket one, whatever `urgency` says.
 * A colleague may name for whom it is. Refuses `flat.not-found`, `not-allowed`, `ticket.not-their-flat` (whom a colleague
 * named does not live there today), `ticket.unknown-category` { code }, and `ticket.too-many`
 * { why: 'day' | 'same-words', limit, number }: more in 24 hours than the setting
 * `ticket-limits` allows, or the same words within its minutes. Emergencies are never counted.
 */
export async function openTicket(ctx: Ctx, actor: Actor, input: OpenTicketInput): Promise<TicketSummary> {
  const site = await authorise(ctx, actor, input);
  const id = input.onceKey ? stableId('ticket', actor.kind, actorId(actor) ?? '', input.onceKey) : newId(ctx.now());
  if (input.files.length === 0) return (await insertOrExplain(ctx, actor, input, id, site)).ticket;
  return inTransaction(ctx, async (tx) => {
    const { ticket, isNew } = await insertOrExplain(tx, actor, input, id, site);
    if (isNew) await attachFiles(tx, { owner: { ticketId: id }, purpose: 'problem', files: input.files });
    return ticket;
  });
}

/** Who may open what; gives back where. */
async function authorise(ctx: Ctx, actor: Actor, input: OpenTicketInput): Promise<Site> {
  if (actor.kind !== 'resident') {
    mustBeAllowed(actor.kind === 'system' || isOverseer(actor) || servedKinds(actor).length > 0);
    if (input.residentId) await mustLiveThere(ctx, input.residentId, input.unitId);
    return siteOf(ctx, input);
  }
  if (!input.unitId) throw new AppError('flat.not-found');
  return flatAccess(ctx, actor, input.unitId, 'tickets');
}

async function siteOf(ctx: Ctx, input: OpenTicketInput): Promise<Site> {
  const { buildingId = null, unitId = null } = input;
  if (!buildingId && !unitId) return { buildingId, timeZone: null };
  // Most companies have one clock for all their houses: asking costs half as much as the ticket.
  if (!haveOwnZones.has(ctx.files)) return { buildingId, timeZone: null, isGuess: true };
  const [site] = await ctx.db.$queryRaw<Site[]>`
    select id as "buildingId", time_zone as "timeZone" from building
    where id = coalesce(${buildingId}::uuid, (select building_id from unit where id = ${unitId}::uuid))`;
  return site ?? { buildingId, timeZone: null };
}

/** A ticket in somebody's name is theirs to read: it must be about a flat that is theirs today. */
async function mustLiveThere(ctx: Ctx, residentId: string, unitId: string | undefined): Promise<void> {
  const [row] = await ctx.db.$queryRaw<unknown[]>`
    select from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id cross join company c
    where o.resident_id = ${residentId}::uuid and o.unit_id = ${unitId ?? null}::uuid and ${isCurrent(ctx.now())} limit 1`;
  if (!row) throw new AppError('ticket.not-their-flat');
}

async function insertOrExplain(
  ctx: Ctx,
  actor: Actor,
  input: OpenTicketInput,
  id: string,
  site: Site,
): Promise<{ ticket: TicketSummary; isNew: boolean }> {
  const [row] = await insertTicket(ctx, actor, input, id, site);
  if (site.isGuess && row?.ownZone) {
    haveOwnZones.add(ctx.files);
    return insertOrExplain(ctx, actor, input, id, await siteOf(ctx, input));
  }
  if (row?.id) {
    const { categoryId: _category, limit: _limit, twin: _twin, ownZone: _zone, ...ticket } = row;
    ctx.log.info({ ticketId: id, kind: ticket.kind, urgency: ticket.urgency }, 'ticket opened');
    return { ticket, isNew: true };
  }
  const known = await findSummary(ctx, id);
  if (known) return { ticket: known, isNew: false };
  if (input.categoryCode && !row?.categoryId) {
    throw new AppError('ticket.unknown-category', { code: input.categoryCode });
  }
  const number = row?.twin ?? null;
  const why = number ? 'same-words' : 'day';
  throw new AppError('ticket.too-many', { why, limit: row?.limit ?? usual.perDay, number });
}

async function insertTicket(
  ctx: Ctx,
  actor: Actor,
  input: OpenTicketInput,
  id: string,
  { buildingId, timeZone, isGuess = false }: Site,
): Promise<Opened[]> {
  const now = ctx.now();
  const clocks = await firstClocks(ctx, input, timeZone);
  const residentId = actor.kind === 'resident' ? actor.residentId : null;
  const ownerId = residentId ?? input.residentId ?? null;
  const staffId = actor.kind === 'staff' ? actor.staffId : null;
  const code = input.categoryCode ?? null;
  const data = { by: { kind: actor.kind, id: actorId(actor) } };
  return ctx.db.$queryRaw<Opened[]>`
    with category as (
      select id, is_emergency from ticket_category
      where code = ${code} and kind = ${input.kind} and archived_at is null
    ), wanted as (
      select case when exists (select from category where is_emergency) then 'emergency'
        else ${input.urgency ?? 'normal'} end as urgency
    ), house as (
      select coalesce(${buildingId}::uuid, (select building_id from unit where id = ${input.unitId ?? null}::uuid)) as id
    ), own as (
      select time_zone as zone from building where id = (select id from house) and ${isGuess}::boolean
    ), limits as (
      select coalesce((value ->> 'perDay')::int, ${usual.perDay}::int) as per_day,
        coalesce((value ->> 'sameWordsMinutes')::int, ${usual.sameWordsMinutes}::int) as same_words_minutes
      from (select 1) one left join setting on key = 'ticket-limits'
    ), recent as (
      select count(*) as recent, max(number) filter (where text = ${input.text} and text <> ''
        and created_at > ${now}::timestamptz - (select same_words_minutes from limits) * interval '1 minute') as twin
      from ticket
      where resident_id = ${residentId}::uuid and created_at > ${now}::timestamptz - interval '24 hours'
        and urgency <> 'emergency'
    ), changed as (
      insert into ticket (id, number, kind, category_id, place, urgency, status, pause, text, building_id, unit_id,
        resident_id, opened_by_id, from_message_id, source, reopened_count, rating_reasons, version, created_at, updated_at)
      select ${id}::uuid, nextval('ticket_number_seq'), ${input.kind}, (select id from category), ${input.place},
        wanted.urgency, 'new', 'none', ${input.text},
        (select id from house), ${input.unitId ?? null}::uuid, ${ownerId}::uuid, ${staffId}::uuid,
        ${input.fromMessageId ?? null}::uuid, ${input.source}, 0, '{}', 1,
        ${now}::timestamptz, ${now}::timestamptz
      from wanted, recent, limits
      where (wanted.urgency = 'emergency' or (recent.recent < limits.per_day and recent.twin is null))
        and (${code}::text is null or exists (select from category))
        and not exists (select from own where zone is not null)
      on conflict (id) do nothing
      returning *
    ), ${timelineAndEvent({ now, said: 'opened', actor, from: null, data })}, ${clocksBegun(clocks)}
    select ${summaryColumns('changed')}, (select id from category) as "categoryId", limits.per_day as limit, recent.twin,
      (select zone from own) as "ownZone"
    from recent cross join limits left join changed on true`;
}

/** Reckoned for both: only the statement knows whether the category makes an emergency of it. */
async function firstClocks(
  ctx: Ctx,
  { kind, categoryCode, urgency: wanted = 'normal' }: OpenTicketInput,
  timeZone: string | null,
): Promise<{ clock: Clock; urgency: string }[]> {
  const desk = await clockDesk(ctx, timeZone);
  const category = categoryCode ?? null;
  const urgencies = category === null || wanted === 'emergency' ? [wanted] : [wanted, 'emergency' as const];
  return urgencies.flatMap((urgency) =>
    beginClocks(desk, { kind, category, urgency }, ctx.now()).map((clock) => ({ clock, urgency })),
  );
}

/** What every verb gives back about a ticket, or null; asks nobody's leave. */
export async function findSummary(ctx: Ctx, id: string): Promise<TicketSummary | null> {
  const [row] = await ctx.db.$queryRaw<TicketSummary[]>`
    select ${summaryColumns('t')} from ticket t where t.id = ${id}::uuid`;
  return row ?? null;
}
