import { paymentSchedules } from '#api/billing/payments/schedules.ts';
import { pruneSchedule } from '#api/core/prune.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { dayOf, plus } from '#api/core/time.ts';
import { ticketSchedules } from '#api/tickets/schedules.ts';
import { digestSchedule } from './digest.ts';
import { billRemindersSchedule } from './remind-bills.ts';
import { outageSoonSchedule } from './remind-outages.ts';
import { windowClosesSchedule, windowOpensSchedule } from './remind-readings.ts';

/** Reminders, each occurrence once. */
export const reminderSchedules: Schedule[] = [
  windowOpensSchedule,
  windowClosesSchedule,
  billRemindersSchedule,
  digestSchedule,
  outageSoonSchedule,
];

/**
 * Every day: forgets forms nobody went back to, lines of replies that change no more, and messages of half a year ago that are no news (a post's report keeps
 * its own).
 */
const noticePruneSchedule: Schedule = {
  name: 'notifications.prune',
  async due(ctx) {
    return [{ key: `notifications.prune:${dayOf(ctx.now(), 'UTC')}`, dueAt: ctx.now() }];
  },
  async run(tx) {
    await tx.db.formState.deleteMany({ where: { updatedAt: { lt: plus(tx.now(), '-P30D') } } });
    // What became of a reply changes for a day at most.
    await tx.db.card.deleteMany({ where: { subjectType: 'message', updatedAt: { lt: plus(tx.now(), '-P30D') } } });
    await tx.db.delivery.deleteMany({
      where: {
        createdAt: { lt: plus(tx.now(), '-P180D') },
        state: { in: ['sent', 'failed', 'cancelled', 'retracted'] },
        subjectType: { not: 'news-post' },
      },
    });
  },
};

/** Everything that happens by the calendar. Each is lived through in `ten-years.db.test.ts`. */
export const everySchedule: Schedule[] = [
  ...reminderSchedules,
  ...ticketSchedules,
  ...paymentSchedules,
  noticePruneSchedule,
  pruneSchedule,
];
