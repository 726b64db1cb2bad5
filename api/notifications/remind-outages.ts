import { systemActor } from '#api/core/actor.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { type Instant, plus } from '#api/core/time.ts';
import { getOutage, outageAudienceSql } from '#api/outages/read-outages.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { fanOut } from './fan-out.ts';

/** A day before, when quiet hours hold it till morning; and an hour before, when it goes at once. */
const reminders = {
  tomorrow: { before: '-P1D', manner: 'hold' },
  soon: { before: '-PT1H', manner: 'silent' },
} as const;

type What = keyof typeof reminders;

/**
 * Works that were announced remind of themselves: a day and an hour before they begin, each once for each beginning; those that
 * were announced later than that have said it themselves. Keys are `outages.remind:<outage>:<what>:<beginning in ms>`.
 */
export const outageSoonSchedule: Schedule = {
  name: 'outages.remind',
  async due(ctx) {
    const now = ctx.now();
    const ahead = await ctx.db.outage.findMany({
      where: { workType: 'planned', cancelledAt: null, restoredAt: null, startsAt: { gt: now, lte: plus(now, 'P1D') } },
      select: { id: true, startsAt: true, createdAt: true },
    });
    return ahead.flatMap(({ id, startsAt, createdAt }) =>
      (Object.keys(reminders) as What[])
        .map((what) => ({ key: keyOf(id, what, startsAt), dueAt: plus(startsAt, reminders[what].before) }))
        .filter(({ dueAt }) => createdAt < dueAt && dueAt <= now),
    );
  },
  async run(tx, key) {
    const [, outageId = '', word = ''] = key.split(':');
    const what = word === 'tomorrow' ? 'tomorrow' : 'soon';
    const { startsAt, state } = await getOutage(tx, systemActor, outageId);
    // Put off or called off in the meantime; and with an hour left nobody is told of tomorrow any more.
    if (state !== 'ahead' || key !== keyOf(outageId, what, startsAt)) return;
    if (what === 'tomorrow' && plus(startsAt, reminders.soon.before) <= tx.now()) return;
    await fanOut(tx, {
      ...{ eventKey: key, template: 'outage', subject: { type: 'outage', id: outageId } },
      manner: reminders[what].manner,
      lane: what === 'soon' ? 'soon' : 'bulk',
      people: Prisma.sql`
        select who.resident_id, jsonb_build_object('what', ${what}::text) as data
        from (${outageAudienceSql(outageId, tx.now())}) who`,
    });
  },
};

function keyOf(outageId: string, what: What, startsAt: Instant): string {
  return `outages.remind:${outageId}:${what}:${startsAt.getTime()}`;
}
