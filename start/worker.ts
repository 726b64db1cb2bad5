import { startPayingDesk } from '#api/billing/payments/desk.ts';
import { hearingAttempts, openHearing, startHearing } from '#api/core/hearing.ts';
import { listen } from '#api/core/listen.ts';
import { openQueues } from '#api/core/queues.ts';
import { eventQueue, startRelay } from '#api/core/relay.ts';
import { startScheduler } from '#api/core/schedule.ts';
import { hearForFlows } from '#api/flows/hear-disputes.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { startImports } from '#api/imports/jobs.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import { everySchedule } from '#api/notifications/schedules.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import type { House } from './house.ts';
import type { Paying } from './paying.ts';

/** Hears what was said, wakes what is due, and asks those who move money. Imported only where this role is. */
export async function startWorker(
  { env, ctx, databaseUrl, stops, checks, wakers }: House,
  paying: Paying,
): Promise<void> {
  // A new company has the classifier from its first minute; a new release may bring more of it.
  await ensureCategories(ctx);
  const queues = await openQueues({ databaseUrl, redisUrl: env.redisUrl }, ctx.log);
  stops.push(() => queues.close());
  checks.queues = () => queues.check().then(() => true);
  const hearing = openHearing();
  hearForNotices(hearing);
  hearForFlows(hearing);
  await startHearing(ctx, queues, hearing);
  const relay = await startRelay({ databaseUrl, queue: queues.queue(eventQueue, hearingAttempts), log: ctx.log });
  stops.push(() => relay.stop());
  const scheduler = startScheduler(ctx, everySchedule);
  stops.push(() => scheduler.stop());
  wakers.push(() => scheduler.wake());
  const imports = await startImports(ctx, queues, { databaseUrl, targets: importTargets });
  stops.push(() => imports.stop());
  const desk = startPayingDesk(ctx, paying.providers);
  stops.push(() => desk.stop());
  stops.push(await listen(databaseUrl, 'inbound', () => desk.wake(), ctx.log));
}
