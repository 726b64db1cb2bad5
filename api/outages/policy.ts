import { type Actor, hasRole } from '#api/core/actor.ts';
import { type Instant, plus } from '#api/core/time.ts';
import type { OutageService, OutageWorkType } from './schema.ts';

/** Who may announce an outage: whoever looks after the houses. */
export function mayAnnounceOutages(actor: Actor): boolean {
  return actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher', 'technician', 'emergency');
}

/** Who may look at all of them: every colleague. */
export function mayReadOutages(actor: Actor): boolean {
  return actor.kind === 'system' || actor.kind === 'staff';
}

export type OutageState = 'ahead' | 'now' | 'late' | 'over' | 'restored' | 'cancelled';

type Moments = {
  workType: OutageWorkType;
  startsAt: Instant;
  endsAt: Instant;
  restoredAt: Instant | null;
  cancelledAt: Instant | null;
};

/**
 * Where an outage stands at `now`. A planned one is over when its time is; an emergency one is `late` until somebody says
 * that it is restored, because nobody knows before.
 */
export function stateOfOutage(outage: Moments, now: Instant): OutageState {
  if (outage.cancelledAt) return 'cancelled';
  if (outage.restoredAt) return 'restored';
  if (outage.startsAt > now) return 'ahead';
  if (outage.endsAt > now) return 'now';
  return outage.workType === 'planned' ? 'over' : 'late';
}

/** For how long before it begins residents see a planned one. */
const shownAhead = 'P14D';

/** True while residents should see it. */
export function isShown(outage: Moments, now: Instant): boolean {
  const state = stateOfOutage(outage, now);
  return state === 'now' || state === 'late' || (state === 'ahead' && outage.startsAt <= plus(now, shownAhead));
}

const vital: readonly OutageService[] = ['cold-water', 'hot-water', 'electricity', 'gas'];

/** Sudden, and of what nobody can do without: that is worth a sound at night. */
export function isAlarming(outage: { workType: OutageWorkType; services: readonly OutageService[] }): boolean {
  return outage.workType === 'emergency' && outage.services.some((service) => vital.includes(service));
}
