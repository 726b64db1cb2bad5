import { ActError } from './errors.ts';
import { getChannel } from './lookup.ts';
import type { Json, Message } from './model.ts';
import { pingsOf } from './pings.ts';
import { presentFile } from './present/file.ts';
import { presentReactions } from './present/message.ts';
import { presentView } from './present/view.ts';
import type { World } from './world.ts';

/** A message as tests and the page see it: what Slack's screen would show, plus what it would notify. */
export function shownMessage(world: World, message: Message): Json {
  return {
    ts: message.ts,
    channel: message.channel,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.byBot ? { bot: world.cast.bot.bot_id } : { user: message.user }),
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.username ? { username: message.username } : {}),
    text: message.text,
    blocks: message.blocks ?? [],
    attachments: message.attachments ?? [],
    files: message.files.flatMap((id) => {
      const file = world.state.files[id];
      return file ? [{ ...presentFile(world, file), url_person: `${world.baseUrl}/slack/files/as-person/${id}` }] : [];
    }),
    reactions: presentReactions(message),
    pings: pingsOf(message.text, message.blocks, message.attachments),
    replies: message.replies.length,
    ...(message.broadcast ? { broadcast: true } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    edits: message.edits,
    ...(message.deleted ? { deleted: true } : {}),
    ...(message.ephemeralFor ? { ephemeralFor: message.ephemeralFor } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
  };
}

/**
 * What a channel holds, oldest first, with its threads, ephemeral and deleted messages; every open modal and every
 * published home. `user` leaves out what is ephemeral for others; `after` is a message timestamp.
 */
export function transcript(world: World, query: Json): Json {
  const { channel: id, user, after } = query;
  let messages: Message[] = [];
  let pinned: string[] = [];
  if (typeof id === 'string' && id !== '') {
    const channel = findChannel(world, id, typeof user === 'string' ? user : null);
    messages = world.state.messages[channel] ?? [];
    pinned = world.state.channels[channel]?.pins.map((pin) => pin.ts) ?? [];
  }
  if (typeof after === 'string') messages = messages.filter((one) => one.ts > after);
  if (typeof user === 'string') messages = messages.filter((one) => !one.ephemeralFor || one.ephemeralFor === user);
  return {
    messages: messages.map((message) => shownMessage(world, message)),
    views: openViews(world),
    homes: Object.fromEntries(
      Object.entries(world.state.homes).map(([person, view]) => [person, presentView(world, view)]),
    ),
    pinned,
  };
}

/** An id, a name without `#`, or `im` for the direct conversation of `user` with the app. */
export function findChannel(world: World, reference: string, user: string | null): string {
  if (reference === 'im' && user) return getChannel(world, `D${user.slice(1)}`).id;
  const named = Object.values(world.state.channels).find((one) => one.name !== '' && one.name === reference);
  if (named) return named.id;
  try {
    return getChannel(world, reference).id;
  } catch {
    throw new ActError(`no such channel: ${reference}`);
  }
}

function openViews(world: World): Json {
  const views: Record<string, Json[]> = {};
  for (const [user, stack] of Object.entries(world.state.stacks)) {
    const open = stack.flatMap((id) => {
      const view = world.state.views[id];
      return view ? [presentView(world, view)] : [];
    });
    if (open.length > 0) views[user] = open;
  }
  return views;
}
