import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Files } from '#api/core/files.ts';
import { dayOf, periodOf, shiftPeriod, type YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { type TicketKind, ticketKinds } from '../policy.ts';
import { countFigures, countOne, type Figures, type GroupFigures, type Span } from './count-figures.ts';
import { monthOf } from './staff-figures.ts';

/** What a resident may know of how it goes. Null where so few tickets stand behind it that they would be somebody's. */
export type OpenFigures = {
  onTime: number | null;
  firstMs: number | null;
  solvedMs: number | null;
};

/** The house and the whole company, this month and the last. */
export type HouseFigures = {
  month: YearMonth;
  lastMonth: YearMonth;
  house: { now: OpenFigures; before: OpenFigures };
  company: { now: OpenFigures; before: OpenFigures };
};

/** The same by kind of ticket, for the house. */
export type KindFigures = { kind: TicketKind; now: OpenFigures; before: OpenFigures };

/** A median of fewer tickets tells about neighbours, not about the company. */
const fewest = 3;

/** How the company does in the resident's house and everywhere. Refuses `flat.not-found`, `not-allowed`. */
export async function getHouseFigures(ctx: Ctx, actor: Actor, { unitId }: { unitId: string }): Promise<HouseFigures> {
  const { buildingId, timeZone } = await flatAccess(ctx, actor, unitId, 'tickets');
  const { month, lastMonth, now, before } = spans(ctx, timeZone);
  const ofHouse = { buildingId, isBrief: true };
  return {
    month,
    lastMonth,
    house: { now: openOf(await countOne(ctx, now, ofHouse)), before: openOf(await countOne(ctx, before, ofHouse)) },
    company: { now: openOf(await ofCompany(ctx, now)), before: openOf(await ofCompany(ctx, before)) },
  };
}

/** How it does with each kind in the resident's house. Refuses `flat.not-found`, `not-allowed`. */
export async function getKindFigures(ctx: Ctx, actor: Actor, { unitId }: { unitId: string }): Promise<KindFigures[]> {
  const { buildingId, timeZone } = await flatAccess(ctx, actor, unitId, 'tickets');
  const { now, before } = spans(ctx, timeZone);
  const of = { by: 'kind' as const, buildingId, isBrief: true };
  const [present, past] = [await countFigures(ctx, now, of), await countFigures(ctx, before, of)];
  const find = (all: GroupFigures[], kind: TicketKind) => openOf(all.find(({ key }) => key === kind) ?? null);
  return ticketKinds.map((kind) => ({ kind, now: find(present, kind), before: find(past, kind) }));
}

/** The whole company's are the same for everybody: counted once a minute, however many look. */
const remembered = new WeakMap<Files, Map<string, Figures>>();
const mostRemembered = 50;

async function ofCompany(ctx: Ctx, span: Span): Promise<Figures> {
  const known = remembered.get(ctx.files) ?? new Map<string, Figures>();
  remembered.set(ctx.files, known);
  const key = `${span.from.getTime()}:${Math.floor(ctx.now().getTime() / 60_000)}`;
  const before = known.get(key);
  if (before) return before;
  const figures = await countOne(ctx, span, { isBrief: true });
  if (known.size >= mostRemembered) known.clear();
  known.set(key, figures);
  return figures;
}

function openOf(figures: Figures | null): OpenFigures {
  if (!figures) return { onTime: null, firstMs: null, solvedMs: null };
  const isEnough = figures.solved >= fewest;
  return {
    onTime: figures.decided >= fewest ? Math.round((100 * figures.kept) / figures.decided) : null,
    firstMs: isEnough ? figures.firstMedianMs : null,
    solvedMs: isEnough ? figures.solvedMedianMs : null,
  };
}

function spans(ctx: Ctx, timeZone: string) {
  const month = periodOf(dayOf(ctx.now(), timeZone));
  const lastMonth = shiftPeriod(month, -1);
  return { month, lastMonth, now: monthOf(month, timeZone), before: monthOf(lastMonth, timeZone) };
}
