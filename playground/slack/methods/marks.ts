import { type Args, text } from '../args.ts';
import { invalidArguments, SlackError } from '../errors.ts';
import { emitPin, emitReaction } from '../events.ts';
import { botId, getChannel, getMessage } from '../lookup.ts';
import { bot, type Method } from '../method.ts';
import type { Channel, Message } from '../model.ts';
import { presentMessage } from '../present/message.ts';
import { react, unreact } from '../reactions.ts';
import { shownMessage } from '../transcript.ts';
import type { World } from '../world.ts';

// Reactions and pins.

export const markMethods: Record<string, Method> = {
  'reactions.add': bot((world, args) => {
    const name = emojiName(args);
    const { message } = target(world, args);
    if (!react(world, message, botId(world), name)) throw new SlackError('already_reacted');
    emitReaction(world, 'reaction_added', message, botId(world), name);
    return {};
  }),
  'reactions.remove': bot((world, args) => {
    const name = emojiName(args);
    const { message } = target(world, args);
    if (!unreact(world, message, botId(world), name)) throw new SlackError('no_reaction');
    emitReaction(world, 'reaction_removed', message, botId(world), name);
    return {};
  }),
  'reactions.get': bot((world, args) => {
    const { channel, message } = target(world, args);
    const permalink = `https://${world.cast.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    return { type: 'message', channel: channel.id, message: { ...presentMessage(world, message), permalink } };
  }),
  'pins.add': bot((world, args) => {
    const { channel, message } = target(world, args);
    if (channel.pins.some((pin) => pin.ts === message.ts)) throw new SlackError('already_pinned');
    if (channel.pins.length >= 100) throw new SlackError('too_many_pins');
    channel.pins.push({ ts: message.ts, user: botId(world), created: Math.floor(world.now() / 1000) });
    pinned(world, channel, message, 'pin_added');
    return {};
  }),
  'pins.remove': bot((world, args) => {
    const { channel, message } = target(world, args);
    if (!channel.pins.some((pin) => pin.ts === message.ts)) throw new SlackError('no_pin');
    channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
    pinned(world, channel, message, 'pin_removed');
    return {};
  }),
  'pins.list': bot((world, args) => {
    const channel = inChannel(world, args);
    return {
      items: [...channel.pins].reverse().map((pin) => ({
        type: 'message',
        created: pin.created,
        created_by: pin.user,
        channel: channel.id,
        message: presentMessage(world, getMessage(world, channel.id, pin.ts)),
      })),
    };
  }),
};

function pinned(world: World, channel: Channel, message: Message, type: 'pin_added' | 'pin_removed'): void {
  world.touch();
  world.feed.tell({ type: 'message-changed', channel: channel.id, message: shownMessage(world, message) });
  emitPin(world, type, message, botId(world));
}

/** Refuses `invalid_name`. */
function emojiName(args: Args): string {
  const name = text(args, 'name')?.replace(/^:|:$/g, '');
  if (!name || !/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
  return name;
}

/** Refuses `no_item_specified`, `channel_not_found`, `not_in_channel`, `message_not_found`. */
function target(world: World, args: Args): { channel: Channel; message: Message } {
  const ts = text(args, 'timestamp');
  if (text(args, 'channel') === null || ts === null) throw new SlackError('no_item_specified');
  const channel = inChannel(world, args);
  return { channel, message: getMessage(world, channel.id, ts) };
}

function inChannel(world: World, args: Args): Channel {
  const id = text(args, 'channel');
  if (id === null) throw invalidArguments('missing required field: channel');
  const channel = getChannel(world, id);
  if (!channel.members.includes(botId(world))) throw new SlackError('not_in_channel');
  return channel;
}
