import { type Args, flag, needText, text } from '../args.ts';
import { SlackError } from '../errors.ts';
import { botId } from '../lookup.ts';
import { bot, type Method } from '../method.ts';
import type { Json, User } from '../model.ts';
import { presentChannel } from '../present/channel.ts';
import { presentUser } from '../present/user.ts';
import type { World } from '../world.ts';
import { ofTypes } from './conversations.ts';
import { pageOf } from './paging.ts';

export const userMethods: Record<string, Method> = {
  'users.list': bot((world, args) => {
    const { items, next } = pageOf(args, Object.values(world.state.users), [1000, 1000]);
    const locale = flag(args, 'include_locale');
    return {
      members: items.map((user) => presentUser(world, user, locale)),
      cache_ts: Math.floor(world.now() / 1000),
      response_metadata: { next_cursor: next },
    };
  }),
  'users.info': bot((world, args) => ({
    user: presentUser(world, getUser(world, args), flag(args, 'include_locale')),
  })),
  'users.lookupByEmail': bot((world, args) => {
    const email = needText(args, 'email').toLowerCase();
    const user = Object.values(world.state.users).find((one) => !one.deleted && one.email.toLowerCase() === email);
    if (!user || email === '') throw new SlackError('users_not_found');
    return { user: presentUser(world, user) };
  }),
  'users.profile.get': bot((world, args) => {
    const { team: _, ...profile } = presentUser(world, getUser(world, args)).profile as Json;
    return { profile };
  }),
  'users.conversations': bot((world, args) => {
    const user = text(args, 'user') ?? botId(world);
    if (!world.state.users[user]) throw new SlackError('user_not_found');
    const all = ofTypes(world, args).filter(
      (one) => one.members.includes(user) && !(flag(args, 'exclude_archived') && one.archived),
    );
    const { items, next } = pageOf(args, all, [100, 999]);
    return {
      channels: items.map((channel) => {
        const { is_member: _, num_members: __, ...shown } = presentChannel(world, channel, 'listed');
        return shown;
      }),
      response_metadata: { next_cursor: next },
    };
  }),
};

/** Refuses `user_not_found`. */
function getUser(world: World, args: Args): User {
  const user = world.state.users[needText(args, 'user')];
  if (!user) throw new SlackError('user_not_found');
  return user;
}
