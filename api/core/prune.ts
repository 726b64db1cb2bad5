import type { Schedule } from './schedule.ts';
import { dayOf, plus } from './time.ts';

/** Platforms repeat an update for a day at most, clients an idempotency key for less: two weeks is plenty. */
const keepFor = '-P14D';

/** Every day: forgets keys of deeds done once, events of platforms that were worked off, and routes behind old buttons. */
export const pruneSchedule: Schedule = {
  name: 'core.prune',
  async due(ctx) {
    const day = dayOf(ctx.now(), 'UTC').toString();
    return [{ key: `core.prune:${day}`, dueAt: ctx.now() }];
  },
  async run(tx) {
    const before = plus(tx.now(), keepFor);
    await tx.db.onceKey.deleteMany({ where: { createdAt: { lt: before } } });
    await tx.db.inboundEvent.deleteMany({ where: { state: 'done', createdAt: { lt: before } } });
    await tx.db.routeToken.deleteMany({ where: { createdAt: { lt: plus(tx.now(), '-P90D') } } });
  },
};
