import { type Args, flag, needText, text, whole } from '../args.ts';
import { SlackError } from '../errors.ts';
import { botId, findMessage, getChannel } from '../lookup.ts';
import { bot, type Method } from '../method.ts';
import type { Channel, Json, Message } from '../model.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMessage } from '../present/message.ts';
import type { World } from '../world.ts';
import { pageOf } from './paging.ts';

// Reading conversations. What changes them is in conversations-edit.ts.

export const conversationMethods: Record<string, Method> = {
  'conversations.list': bot((world, args) => {
    const all = ofTypes(world, args).filter((channel) => !(flag(args, 'exclude_archived') && channel.archived));
    const { items, next } = pageOf(args, all, [100, 1000]);
    return {
      channels: items.map((channel) => presentChannel(world, channel, 'listed')),
      response_metadata: { next_cursor: next },
    };
  }),

  'conversations.info': bot((world, args) => {
    const channel = getChannel(world, needText(args, 'channel'));
    const counted = flag(args, 'include_num_members') ? { num_members: channel.members.length } : {};
    return { channel: { ...presentChannel(world, channel), ...counted } };
  }),

  'conversations.members': bot((world, args) => {
    const channel = getChannel(world, needText(args, 'channel'));
    const { items, next } = pageOf(args, channel.members, [100, 1000]);
    return { members: items, response_metadata: { next_cursor: next } };
  }),

  'conversations.history': bot((world, args) => {
    const channel = readable(world, args);
    const visible = (world.state.messages[channel.id] ?? []).filter((one) => isInChannel(one));
    const newestFirst = between(visible, args).reverse();
    return history(world, args, newestFirst, { pin_count: channel.pins.length });
  }),

  'conversations.replies': bot((world, args) => {
    const channel = readable(world, args);
    const ts = needText(args, 'ts');
    const first = findMessage(world, channel.id, ts);
    if (!first || first.ephemeralFor || (first.deleted && first.replies.length === 0)) {
      throw new SlackError('thread_not_found');
    }
    const parent = first.threadTs ? (findMessage(world, channel.id, first.threadTs) ?? first) : first;
    const replies = parent.replies.flatMap((one) => findMessage(world, channel.id, one) ?? []);
    // The parent comes first on every page, as in Slack; only replies are paged.
    const limit = whole(args, 'limit', 1000, [1, 1000]);
    const { items, next } = pageOf({ ...args, limit }, between(replies, args), [1000, 1000]);
    return {
      messages: [parent, ...items].map((one) => presentOrTombstone(world, one)),
      has_more: next !== '',
      ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
    };
  }),
};

function history(world: World, args: Args, all: Message[], more: Json): Json {
  const { items, next } = pageOf(args, all, [100, 999]);
  const latest = text(args, 'latest');
  const oldest = text(args, 'oldest');
  return {
    messages: items.map((one) => presentOrTombstone(world, one)),
    has_more: next !== '',
    ...more,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...(latest ? { latest } : {}),
    ...(oldest ? { oldest } : {}),
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

/** In the channel itself: no replies (unless broadcast), nothing ephemeral; a deleted parent leaves a tombstone. */
function isInChannel(message: Message): boolean {
  if (message.ephemeralFor || (message.threadTs && !message.broadcast)) return false;
  return !message.deleted || message.replies.length > 0;
}

function presentOrTombstone(world: World, message: Message): Json {
  const shown = presentMessage(world, message);
  if (!message.deleted) return shown;
  const { blocks: _, files: __, attachments: ___, reactions: ____, ...rest } = shown;
  return { ...rest, subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', hidden: true };
}

function between(messages: readonly Message[], args: Args): Message[] {
  const oldest = text(args, 'oldest') ?? '0';
  const latest = text(args, 'latest') ?? '9999999999';
  const inclusive = flag(args, 'inclusive');
  return messages.filter((one) => {
    const ts = Number(one.ts);
    if (inclusive && (ts === Number(oldest) || ts === Number(latest))) return true;
    return ts > Number(oldest) && ts < Number(latest);
  });
}

/** Where the app may read. Refuses `channel_not_found`, `not_in_channel`. */
function readable(world: World, args: Args): Channel {
  const channel = getChannel(world, needText(args, 'channel'));
  if (!channel.members.includes(botId(world))) throw new SlackError('not_in_channel');
  return channel;
}

const kinds: Record<string, Channel['kind'] | undefined> = {
  public_channel: 'channel',
  private_channel: 'group',
  im: 'im',
  mpim: 'mpim',
};

/** Refuses `invalid_types`. */
export function ofTypes(world: World, args: Args): Channel[] {
  const wanted = (text(args, 'types') ?? 'public_channel').split(',').map((name) => kinds[name.trim()]);
  if (wanted.includes(undefined)) throw new SlackError('invalid_types');
  return Object.values(world.state.channels).filter(
    // Private places exist only for their members.
    (one) => wanted.includes(one.kind) && (one.kind === 'channel' || one.members.includes(botId(world))),
  );
}
