import { stringify } from 'csv-stringify/sync';
import { getCompany } from '#api/company/company.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { guardCell } from '#api/core/tables.ts';
import { at, dayOf, firstDayOf, periodOf, shiftPeriod, type YearMonth } from '#api/core/time.ts';
import { type Locale, translator } from '#locales/translate.ts';
import { canRead } from '../policy.ts';
import { countFigures, countOne, type Figures, type Span } from './count-figures.ts';
import type { FigureGroup, FiguresInput } from './schema.ts';

/** A group as people call it; `key` is null for what belongs to none. */
export type NamedFigures = Figures & { key: string | null; names: { ru: string; en: string } };

export type StaffFigures = {
  month: YearMonth;
  total: Figures;
  /** The month before, to compare with. */
  before: Figures;
  groups: NamedFigures[];
};

/** The figures of a month, of everything and in groups, beside the month before. For colleagues. */
export async function getFigures(
  ctx: Ctx,
  actor: Actor,
  { month, by, buildingId }: FiguresInput,
): Promise<StaffFigures> {
  mustBeAllowed(canRead(actor));
  const { timeZone } = await getCompany(ctx);
  const wanted = month ?? periodOf(dayOf(ctx.now(), timeZone));
  const of = buildingId ? { buildingId } : {};
  const groups = by ? await countFigures(ctx, monthOf(wanted, timeZone), { by, ...of }) : [];
  const names = by ? await namesOf(ctx, by) : new Map<string, Names>();
  return {
    month: wanted,
    total: await countOne(ctx, monthOf(wanted, timeZone), of),
    before: await countOne(ctx, monthOf(shiftPeriod(wanted, -1), timeZone), of),
    groups: groups
      .map((group) => ({ ...group, names: (group.key && names.get(group.key)) || nobody }))
      .sort((a, b) => b.opened - a.opened || b.solved - a.solved || (a.key ?? '~').localeCompare(b.key ?? '~')),
  };
}

/** The same as a table for a spreadsheet, in the language of who asks: durations are hours, shares are per cent. */
export async function figuresFile(
  ctx: Ctx,
  actor: Actor,
  input: FiguresInput & { by: FigureGroup },
  locale: Locale,
): Promise<{ fileName: string; mime: string; bytes: string }> {
  const t = translator(locale);
  const { month, groups, total } = await getFigures(ctx, actor, input);
  const all = { ...total, key: null, names: same(t('common.figures.total')) };
  const head = [t(`common.figures.by.${input.by}`), ...columns.map(({ word }) => t(`common.figures.columns.${word}`))];
  const lines = [...groups, all].map((row) => [guardCell(row.names[locale]), ...columns.map(({ of }) => of(row))]);
  const text = stringify([head, ...lines], { bom: true, delimiter: ';', record_delimiter: 'windows' });
  return { fileName: `figures-${month}-${input.by}.csv`, mime: 'text/csv; charset=utf-8', bytes: text };
}

/** A month in a place, from its first moment to the next one's. */
export function monthOf(month: YearMonth, timeZone: string): Span {
  return {
    from: at(firstDayOf(month), '00:00', timeZone),
    until: at(firstDayOf(shiftPeriod(month, 1)), '00:00', timeZone),
  };
}

const hours = (ms: number | null) => (ms === null ? '' : (ms / 3_600_000).toFixed(1));

const columns: { word: string; of(row: Figures): string | number }[] = [
  { word: 'opened', of: (row) => row.opened },
  { word: 'on-time', of: (row) => (row.decided === 0 ? '' : Math.round((100 * row.kept) / row.decided)) },
  { word: 'first-median', of: (row) => hours(row.firstMedianMs) },
  { word: 'first-p90', of: (row) => hours(row.firstP90Ms) },
  { word: 'solved', of: (row) => row.solved },
  { word: 'solved-median', of: (row) => hours(row.solvedMedianMs) },
  { word: 'solved-p90', of: (row) => hours(row.solvedP90Ms) },
  { word: 'reopened', of: (row) => (row.solved === 0 ? '' : Math.round((100 * row.reopened) / row.solved)) },
  { word: 'rating', of: (row) => row.rating?.toFixed(1) ?? '' },
  { word: 'backlog', of: (row) => row.backlog },
  { word: 'late', of: (row) => row.late },
];

type Names = { ru: string; en: string };
const nobody: Names = { ru: '—', en: '—' };
const same = (name: string): Names => ({ ru: name, en: name });

async function namesOf(ctx: Ctx, by: FigureGroup): Promise<Map<string, Names>> {
  if (by === 'building') {
    const rows = await ctx.db.building.findMany({ select: { id: true, address: true } });
    return new Map(rows.map(({ id, address }) => [id, same(address)]));
  }
  if (by === 'assignee') {
    const rows = await ctx.db.staffMember.findMany({ select: { id: true, name: true } });
    return new Map(rows.map(({ id, name }) => [id, same(name)]));
  }
  if (by === 'category') {
    const rows = await ctx.db.ticketCategory.findMany({ select: { id: true, names: true } });
    return new Map(rows.map(({ id, names }) => [id, names as Names]));
  }
  const [ru, en] = [translator('ru'), translator('en')];
  const kinds = ['technical', 'billing', 'general'] as const;
  return new Map(
    kinds.map((kind) => [kind, { ru: ru(`admin.ticket-kinds.${kind}`), en: en(`admin.ticket-kinds.${kind}`) }]),
  );
}
