import { text } from '../args.ts';
import { ActError } from '../errors.ts';
import { getChannel } from '../lookup.ts';
import type { Channel, Json, User } from '../model.ts';
import { findChannel } from '../transcript.ts';
import type { World } from '../world.ts';

// Who acts and where, as the control names them.

/** Somebody who can use Slack: a person of the workspace who is not deactivated. */
export function actor(world: World, action: Json): User {
  const user = person(world, action);
  if (user.deleted) throw new ActError(`${user.id} is deactivated and cannot use Slack`);
  return user;
}

export function person(world: World, action: Json): User {
  const id = needed(action, 'user');
  const user = world.state.users[id];
  if (!user || user.isBot) throw new ActError(`no such person: ${id}`);
  return user;
}

export function place(world: World, action: Json, user: User): Channel {
  const channel = getChannel(world, findChannel(world, needed(action, 'channel'), user.id));
  if (channel.kind !== 'channel' && !channel.members.includes(user.id)) {
    throw new ActError(`${user.id} cannot see ${channel.id}`);
  }
  return channel;
}

export function needed(action: Json, name: string): string {
  const value = text(action, name);
  if (value === null) throw new ActError(`${String(action.do)}: ${name} is missing`);
  return value;
}

/** The members every interactive payload has. `token` is Slack's old verification token. */
export function interactionBase(world: World, user: User): Json {
  const { team, bot } = world.cast;
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: bot.app_id,
    token: 'playground-verification-token',
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}
