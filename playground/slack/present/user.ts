import type { Json, User } from '../model.ts';
import type { World } from '../world.ts';

export function presentUser(world: World, user: User, withLocale = false): Json {
  const [first = '', ...rest] = user.realName.split(' ');
  const profile = {
    title: user.title,
    phone: '',
    skype: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    first_name: first,
    last_name: rest.join(' '),
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: 'g0000000000',
    team: world.cast.team.id,
    ...(user.isBot
      ? { api_app_id: world.cast.bot.app_id, bot_id: user.botId, always_active: true }
      : { email: user.email }),
  };
  const shared = {
    id: user.id,
    team_id: world.cast.team.id,
    name: user.name,
    deleted: user.deleted,
    profile,
    is_bot: user.isBot,
    is_app_user: false,
    updated: user.updated,
  };
  if (user.deleted) return shared;
  return {
    ...shared,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetOf(user.tz, world.now()),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: !user.isBot,
    who_can_share_contact_card: 'EVERYONE',
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

const offsets = new Map<string, number>();

/** Seconds east of Greenwich; remembered, because asking Intl for 60 people is slow. */
function offsetOf(zone: string, now: number): number {
  const known = offsets.get(zone);
  if (known !== undefined) return known;
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  offsets.set(zone, offset);
  return offset;
}
