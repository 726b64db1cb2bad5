import type { SlackCast } from './cast.ts';
import type { Channel, State, User } from './model.ts';

/** The workspace on its first day: everybody of the cast, empty channels, the bot in all but `random`. */
export function seedState(cast: SlackCast, nowSeconds: number): State {
  const users: Record<string, User> = {};
  for (const one of cast.colleagues) {
    users[one.id] = {
      id: one.id,
      name: one.name,
      realName: one.real_name,
      email: one.email,
      title: one.title,
      tz: one.tz,
      locale: one.locale,
      deleted: one.deleted ?? false,
      isBot: false,
      botId: null,
      updated: nowSeconds,
    };
  }
  const { bot } = cast;
  users[bot.user_id] = {
    id: bot.user_id,
    name: bot.name,
    realName: bot.name,
    email: '',
    title: '',
    tz: 'Europe/London',
    locale: 'en-US',
    deleted: false,
    isBot: true,
    botId: bot.bot_id,
    updated: nowSeconds,
  };
  const people = cast.colleagues.filter((one) => !one.deleted).map((one) => one.id);
  const creator = people[0] ?? bot.user_id;
  const channels: Record<string, Channel> = {};
  for (const { id, name } of cast.channels) {
    const members = name === 'random' ? people : [...people, bot.user_id];
    channels[id] = newChannel({ id, name, kind: 'channel', creator, members, created: nowSeconds });
  }
  return {
    version: 1,
    lastTs: 0,
    lastId: 0,
    users,
    channels,
    messages: {},
    views: {},
    stacks: {},
    homes: {},
    files: {},
    responseUrls: {},
    eventsUrl: null,
  };
}

type NewChannel = Pick<Channel, 'id' | 'name' | 'kind' | 'creator' | 'members' | 'created'> & { user?: string };

export function newChannel(input: NewChannel): Channel {
  const blank = () => ({ value: '', creator: '', last_set: 0 });
  return {
    ...input,
    user: input.user ?? null,
    members: [...input.members],
    topic: blank(),
    purpose: blank(),
    archived: false,
    pins: [],
  };
}
