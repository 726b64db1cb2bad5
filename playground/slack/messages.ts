import { emitMessage, emitMessageChanged, emitMessageDeleted } from './events.ts';
import { findMessage } from './lookup.ts';
import type { Json, Message } from './model.ts';
import { shownMessage } from './transcript.ts';
import type { World } from './world.ts';

type NewMessage = {
  channel: string;
  user: string;
  byBot: boolean;
  text: string;
  blocks?: Json[] | null;
  attachments?: Json[] | null;
  files?: string[];
  subtype?: string | null;
  threadTs?: string | null;
  broadcast?: boolean;
  ephemeralFor?: string | null;
  metadata?: Json | null;
  username?: string | null;
  clientMsgId?: string | null;
};

/** Puts a message into its channel (and under its parent), tells the page and the app. */
export function addMessage(world: World, input: NewMessage): Message {
  const message: Message = {
    ts: world.nextTs(),
    channel: input.channel,
    user: input.user,
    byBot: input.byBot,
    text: input.text,
    subtype: input.subtype ?? null,
    blocks: input.blocks ?? null,
    attachments: input.attachments ?? null,
    files: input.files ?? [],
    threadTs: input.threadTs ?? null,
    broadcast: input.broadcast ?? false,
    edited: null,
    edits: 0,
    deleted: false,
    ephemeralFor: input.ephemeralFor ?? null,
    reactions: [],
    replies: [],
    metadata: input.metadata ?? null,
    username: input.username ?? null,
    clientMsgId: input.clientMsgId ?? null,
  };
  world.state.messages[input.channel] ??= [];
  world.state.messages[input.channel]?.push(message);
  for (const id of message.files) world.state.files[id]?.shares.push({ channel: message.channel, ts: message.ts });
  if (message.threadTs && !message.ephemeralFor) {
    findMessage(world, message.channel, message.threadTs)?.replies.push(message.ts);
  }
  world.touch();
  const { channel, ephemeralFor: user } = message;
  const shown = shownMessage(world, message);
  if (user) world.feed.tell({ type: 'ephemeral', channel, user, message: shown });
  else {
    world.feed.tell({ type: 'message', channel, message: shown });
    emitMessage(world, message);
  }
  return message;
}

type Change = Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'files' | 'metadata'>>;

/** Replaces parts of a message; `by` is whoever edits it. */
export function changeMessage(world: World, message: Message, change: Change, by: string): void {
  const before = structuredClone(message);
  Object.assign(message, change);
  message.edits += 1;
  if (!message.ephemeralFor) message.edited = { user: by, ts: world.nextTs() };
  world.touch();
  const { channel, ephemeralFor: user } = message;
  const shown = shownMessage(world, message);
  if (user) world.feed.tell({ type: 'ephemeral-changed', channel, user, message: shown });
  else {
    world.feed.tell({ type: 'message-changed', channel, message: shown });
    emitMessageChanged(world, message, before);
  }
}

export function removeMessage(world: World, message: Message): void {
  message.deleted = true;
  if (message.threadTs) {
    const parent = findMessage(world, message.channel, message.threadTs);
    if (parent) parent.replies = parent.replies.filter((ts) => ts !== message.ts);
  }
  const channel = world.state.channels[message.channel];
  if (channel) channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  world.touch();
  const { ephemeralFor: user } = message;
  const shown = shownMessage(world, message);
  if (user) world.feed.tell({ type: 'ephemeral-deleted', channel: message.channel, user, message: shown });
  else {
    world.feed.tell({ type: 'message-deleted', channel: message.channel, message: shown });
    emitMessageDeleted(world, message);
  }
}
