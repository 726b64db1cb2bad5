import { stableId } from '#api/core/ids.ts';
import { type Demo, momentOf } from './demo.ts';

/** What the cast calls a trade, in the words of the ticket classifier. */
const trades: Record<string, string> = {
  plumbing: 'plumber',
  heating: 'plumber',
  electricity: 'electrician',
  intercom: 'electrician',
  lift: 'lift-mechanic',
  carpentry: 'carpenter',
  roof: 'carpenter',
  cleaning: 'cleaner',
  grounds: 'cleaner',
  locks: 'handyman',
  welding: 'handyman',
  painting: 'handyman',
};

/** Colleagues of the cast (the outsider stays outside) and the channels of the workspace. */
export function buildColleagues(demo: Demo): void {
  const createdAt = momentOf(demo, demo.asOf.subtract({ years: 2 }), '09:00');
  for (const colleague of demo.cast.slack.colleagues.filter((one) => one.roles.length > 0)) {
    const id = stableId('demo', demo.name, 'staff', colleague.key);
    const trade = colleague.trade ? (trades[colleague.trade] ?? colleague.trade) : null;
    const isActive = colleague.deleted !== true;
    demo.staff.push({
      id,
      key: colleague.key,
      name: colleague.real_name,
      slackUserId: colleague.id,
      roles: colleague.roles,
      trade,
      isActive,
    });
    demo.sheet.put('staff_member', {
      id,
      name: colleague.real_name,
      email: colleague.email,
      slackUserId: colleague.id,
      locale: colleague.locale.startsWith('ru') ? 'ru' : 'en',
      roles: colleague.roles,
      trade,
      isOnShift: isActive,
      deactivatedAt: isActive ? null : momentOf(demo, demo.asOf.subtract({ months: 3 }), '18:00'),
      createdAt,
    });
  }
  const services = ['technical', 'emergency', 'billing', 'general', 'front-desk'];
  for (const channel of demo.cast.slack.channels.filter(({ key }) => services.includes(key))) {
    demo.sheet.put('slack_channel', {
      id: stableId('demo', demo.name, 'channel', channel.key),
      service: channel.key,
      channelId: channel.id,
      createdAt,
    });
  }
}
