import { SlackError } from './errors.ts';
import type { Channel, Json, Message } from './model.ts';
import { newChannel } from './seed.ts';
import type { World } from './world.ts';

export function botId(world: World): string {
  return world.cast.bot.user_id;
}

/** Refuses `channel_not_found`. A direct conversation exists as soon as somebody looks for it. */
export function getChannel(world: World, id: string): Channel {
  const channel = world.state.channels[id] ?? directById(world, id);
  if (!channel) throw new SlackError('channel_not_found');
  return channel;
}

/** The direct conversation of the app with a person, opened when it is not there yet. */
export function openDirect(world: World, user: string): Channel {
  const id = `D${user.slice(1)}`;
  const known = world.state.channels[id];
  if (known) return known;
  const channel = newChannel({
    id,
    name: '',
    kind: 'im',
    user,
    creator: botId(world),
    members: [user, botId(world)],
    created: Math.floor(world.now() / 1000),
  });
  world.state.channels[id] = channel;
  world.touch();
  return channel;
}

function directById(world: World, id: string): Channel | null {
  if (!id.startsWith('D')) return null;
  const user = world.state.users[`U${id.slice(1)}`];
  return user && !user.isBot ? openDirect(world, user.id) : null;
}

/** By id, by `#name` or name, or a person's id for their direct conversation, as chat.postMessage takes it. */
export function findPostingChannel(world: World, reference: string): Channel {
  const user = world.state.users[reference];
  if (user) {
    if (user.isBot || user.deleted) throw new SlackError('channel_not_found');
    return openDirect(world, reference);
  }
  const name = reference.replace(/^#/, '');
  const named = Object.values(world.state.channels).find((one) => one.kind === 'channel' && one.name === name);
  return named ?? getChannel(world, reference);
}

/** The message with this timestamp, deleted ones included; a timestamp finds its place by halving. */
export function findMessage(world: World, channel: string, ts: string): Message | null {
  const all = world.state.messages[channel] ?? [];
  let low = 0;
  let high = all.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = all[middle] as Message;
    if (one.ts === ts) return one;
    if (one.ts < ts) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

/** A message everybody in the channel sees. Refuses with `code`. */
export function getMessage(world: World, channel: string, ts: string, code = 'message_not_found'): Message {
  const message = findMessage(world, channel, ts);
  if (!message || message.deleted || message.ephemeralFor) throw new SlackError(code);
  return message;
}

/** Can the app see this file in a block? By id, or by its private address or permalink. */
export function hasFile(world: World): (reference: Json) => boolean {
  return (reference) => {
    const { id, url } = reference;
    if (typeof id === 'string') return world.state.files[id]?.state === 'complete';
    if (typeof url !== 'string') return false;
    const inside = /\/(F[A-Z0-9]+)(?:\/|$)/.exec(url)?.[1] ?? /-(F[A-Z0-9]+)\//.exec(url)?.[1];
    return inside !== undefined && world.state.files[inside]?.state === 'complete';
  };
}
