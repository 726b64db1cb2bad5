import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { at, plus, today } from '#api/core/time.ts';
import { slackFor } from './audience.ts';
import { checkLostChannels } from './channel-checks.ts';
import { deliver } from './deliver.ts';

/** A morning's sheet is worth sending until noon or so; after that it is yesterday's. */
const worthFor = 'PT4H';

/** The digest: once a day at the set time of the company's clock, into the managers' channel; and lost
 * channels are looked at. Keys are `notifications.digest:<day>`. */
export const digestSchedule: Schedule = {
  name: 'notifications.digest',
  async due(ctx) {
    const setting = await getSetting(ctx, 'digest');
    if (!setting.isOn) return [];
    const { timeZone } = await getCompany(ctx);
    const day = today(ctx, timeZone);
    const dueAt = at(day, setting.at, timeZone);
    const isDue = dueAt <= ctx.now() && ctx.now() < plus(dueAt, worthFor);
    return isDue ? [{ key: `notifications.digest:${day}`, dueAt }] : [];
  },
  async run(tx, key) {
    const [, day = ''] = key.split(':');
    await checkLostChannels(tx, key);
    const slackChannel = await slackFor(tx, 'managers');
    if (!slackChannel) return;
    const subject = { type: 'company' as const, id: (await getCompany(tx)).id };
    await deliver(tx, { template: 'digest', subject, data: { day }, eventKey: key, recipient: { slackChannel } });
  },
};
