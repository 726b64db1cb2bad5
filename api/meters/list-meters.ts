import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { today, type YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { findMeterRows, plain } from './meter-rows.ts';
import type { Resource, WindowNow } from './schema.ts';
import { windowAround } from './window.ts';
import { chooseRule, findWindowRules } from './window-rules.ts';

/** A meter as its resident sees it. Volumes are decimal texts, one a scale. */
export type MeterView = {
  id: string;
  resource: Resource;
  place: string | null;
  serial: string;
  zones: number;
  digits: number;
  decimals: number;
  /** Unit of measure: `m3`, `kWh`, `Gcal`… */
  unit: string;
  last: { values: string[]; takenOn: string; period: YearMonth } | null;
  /** The values before the window's period: what a correction inside it is measured against. */
  before: string[] | null;
  sentThisPeriod: boolean;
  verificationOverdue: boolean;
  /** This resource's own window; usually the flat's. */
  window: WindowNow;
};

/**
 * The meters of a flat with their last values and the window that matters now: the open one that closes first, else the next to
 * open. Refuses: flat.not-found, not-allowed (no `meters` right).
 */
export async function listMyMeters(
  ctx: Ctx,
  actor: Actor,
  unitId: string,
): Promise<{ window: WindowNow; meters: MeterView[] }> {
  const flat = await flatAccess(ctx, actor, unitId, 'meters');
  const day = today(ctx, flat.timeZone);
  const [rules, rows] = await Promise.all([
    findWindowRules(ctx, flat.buildingId),
    findMeterRows(ctx, unitId, day.toString()),
  ]);
  const meters = rows.map((row): MeterView => {
    const window = windowAround(chooseRule(rules, row.resource), day);
    const last = row.readings[0];
    return {
      id: row.id,
      resource: row.resource,
      place: row.place,
      serial: row.serial,
      zones: row.zones,
      digits: row.digits,
      decimals: row.decimals,
      unit: row.unit,
      last: last ? { values: last.values.map(plain), takenOn: last.takenOn, period: last.period } : null,
      before: row.readings.find((reading) => reading.period < window.period)?.values.map(plain) ?? null,
      sentThisPeriod: row.readings.some((reading) => reading.period >= window.period),
      verificationOverdue: row.nextVerificationOn !== null && row.nextVerificationOn < day.toString(),
      window,
    };
  });
  const common = windowAround(chooseRule(rules, null), day);
  return { window: nearestWindow(meters.map((meter) => meter.window)) ?? common, meters };
}

/** The open window that closes first, else the one that opens first. */
export function nearestWindow(windows: readonly WindowNow[]): WindowNow | null {
  const key = (window: WindowNow) => (window.state === 'open' ? `0${window.closesOn}` : `1${window.opensOn}`);
  return [...windows].sort((a, b) => (key(a) < key(b) ? -1 : 1))[0] ?? null;
}
