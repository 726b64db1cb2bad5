import { isObject, text } from '../args.ts';
import { enterChannel, leaveChannel } from '../channels.ts';
import { ActError } from '../errors.ts';
import { emit } from '../events.ts';
import { getChannel } from '../lookup.ts';
import type { Json, User } from '../model.ts';
import { presentUser } from '../present/user.ts';
import { findChannel } from '../transcript.ts';
import type { World } from '../world.ts';
import { needed, person } from './person.ts';

// People come, change and go.

/** `{ user, inviter? , channel }`: somebody (or the bot itself) joins a channel. */
export function joinChannel(world: World, action: Json): Json {
  const user = anyone(world, action);
  const channel = getChannel(world, findChannel(world, needed(action, 'channel'), user));
  if (channel.members.includes(user)) throw new ActError(`${user} is in ${channel.id} already`);
  enterChannel(world, channel, user, text(action, 'inviter'));
  return {};
}

export function quitChannel(world: World, action: Json): Json {
  const user = anyone(world, action);
  const channel = getChannel(world, findChannel(world, needed(action, 'channel'), user));
  if (!channel.members.includes(user)) throw new ActError(`${user} is not in ${channel.id}`);
  leaveChannel(world, channel, user);
  return {};
}

/** A new colleague: `{ user: 'U…', name, realName?, email?, title?, tz?, locale? }`, in every channel; team_join. */
export function joinTeam(world: World, action: Json): Json {
  const id = needed(action, 'user');
  if (!/^U[A-Z0-9]{2,}$/.test(id)) throw new ActError('user: U and capital letters or digits');
  if (world.state.users[id]) throw new ActError(`${id} is here already`);
  const name = needed(action, 'name');
  const user: User = {
    id,
    name,
    realName: text(action, 'realName') ?? name,
    email: text(action, 'email') ?? `${name}@example.test`,
    title: text(action, 'title') ?? '',
    tz: text(action, 'tz') ?? 'Europe/Moscow',
    locale: text(action, 'locale') ?? 'en-US',
    deleted: false,
    isBot: false,
    botId: null,
    updated: Math.floor(world.now() / 1000),
  };
  world.state.users[id] = user;
  for (const channel of Object.values(world.state.channels)) if (channel.kind === 'channel') channel.members.push(id);
  told(world, user, 'team_join');
  return { user: id };
}

/** `set: { realName?, title?, email?, locale?, tz?, deleted? }`; user_change. A deactivated person leaves channels. */
export function changeUser(world: World, action: Json): Json {
  const user = person(world, action);
  const { set } = action;
  if (!isObject(set)) throw new ActError('change-user needs set: { … }');
  for (const [name, value] of Object.entries(set)) {
    if (name === 'deleted' && typeof value === 'boolean') user.deleted = value;
    else if (name in user && name !== 'id' && typeof value === 'string') Object.assign(user, { [name]: value });
    else throw new ActError(`change-user cannot set ${name}`);
  }
  user.updated = Math.floor(world.now() / 1000);
  if (user.deleted) {
    for (const channel of Object.values(world.state.channels)) {
      if (channel.kind !== 'im') channel.members = channel.members.filter((one) => one !== user.id);
    }
  }
  told(world, user, 'user_change');
  return {};
}

function told(world: World, user: User, type: 'team_join' | 'user_change'): void {
  world.touch();
  world.feed.tell({ type: 'user', user: user.id });
  const ts = world.nextTs();
  emit(world, { type, user: presentUser(world, user, true), cache_ts: Math.floor(world.now() / 1000), event_ts: ts });
}

function anyone(world: World, action: Json): string {
  const id = needed(action, 'user');
  if (!world.state.users[id]) throw new ActError(`no such person: ${id}`);
  return id;
}
