import type { Ctx } from '#api/core/ctx.ts';
import type { PlainDate } from '#api/core/time.ts';
import type { Resource, WindowNow } from './schema.ts';
import { defaultWindowRule, type WindowRule, windowAround } from './window.ts';

/** A window rule with what it is for: null is every building, every resource. */
export type PlacedRule = WindowRule & { buildingId: string | null; resource: string | null };

/** Where `day` stands for a resource in a building; `resource` null asks for the building's common window. */
export async function windowFor(
  ctx: Ctx,
  buildingId: string,
  resource: Resource | null,
  day: PlainDate,
): Promise<WindowNow> {
  return windowAround(chooseRule(await findWindowRules(ctx, buildingId), resource), day);
}

/** The rules that may apply in a building: its own and the company's. */
export async function findWindowRules(ctx: Ctx, buildingId: string): Promise<PlacedRule[]> {
  const rows = await ctx.db.readingWindow.findMany({ where: { OR: [{ buildingId }, { buildingId: null }] } });
  return rows.map((row) => ({
    buildingId: row.buildingId,
    resource: row.resource,
    startDay: row.startDay,
    endDay: row.endDay,
    exceptions: readExceptions(row.exceptions),
  }));
}

/** The nearest rule wins: this resource here, everything here, this resource in the company, everything in the company. */
export function chooseRule(rules: readonly PlacedRule[], resource: string | null): WindowRule {
  const nearness = (rule: PlacedRule) => (rule.buildingId === null ? 0 : 2) + (rule.resource === null ? 0 : 1);
  const fitting = rules.filter((rule) => rule.resource === null || rule.resource === resource);
  return fitting.sort((a, b) => nearness(b) - nearness(a))[0] ?? defaultWindowRule;
}

/** The exceptions out of their JSON; what is no pair of days is left out. */
export function readExceptions(value: unknown): WindowRule['exceptions'] {
  const exceptions: WindowRule['exceptions'] = {};
  if (typeof value !== 'object' || value === null) return exceptions;
  for (const [month, days] of Object.entries(value)) {
    if (!Array.isArray(days) || days.length !== 2) continue;
    const [start, end] = days;
    if (Number.isInteger(start) && Number.isInteger(end)) exceptions[month] = [start, end];
  }
  return exceptions;
}
