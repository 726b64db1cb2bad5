import { findMessage } from '../lookup.ts';
import type { Json, Message } from '../model.ts';
import type { World } from '../world.ts';
import { botProfile } from './bot.ts';
import { presentFile } from './file.ts';

/** A message as history, answers and events show it. */
export function presentMessage(world: World, message: Message): Json {
  const { cast } = world;
  const shown: Json = { type: 'message' };
  if (message.subtype) shown.subtype = message.subtype;
  shown.user = message.user;
  shown.text = message.text;
  shown.ts = message.ts;
  shown.team = cast.team.id;
  if (message.clientMsgId) shown.client_msg_id = message.clientMsgId;
  if (message.byBot) {
    shown.bot_id = cast.bot.bot_id;
    shown.app_id = cast.bot.app_id;
    shown.bot_profile = botProfile(world);
    if (message.username) shown.username = message.username;
  }
  if (message.blocks) shown.blocks = message.blocks;
  if (message.attachments) shown.attachments = message.attachments;
  if (message.files.length > 0) {
    shown.files = message.files.flatMap((id) => {
      const file = world.state.files[id];
      return file ? [presentFile(world, file)] : [];
    });
    if (message.subtype === 'file_share') Object.assign(shown, { upload: false, display_as_bot: false });
  }
  if (message.edited) shown.edited = message.edited;
  if (message.metadata) shown.metadata = message.metadata;
  if (message.reactions.length > 0) shown.reactions = presentReactions(message);
  const pins = world.state.channels[message.channel]?.pins ?? [];
  if (pins.some((pin) => pin.ts === message.ts)) shown.pinned_to = [message.channel];
  Object.assign(shown, threadFields(world, message));
  return shown;
}

export function presentReactions(message: Message): Json[] {
  return message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length }));
}

function threadFields(world: World, message: Message): Json {
  if (message.threadTs) {
    const parent = findMessage(world, message.channel, message.threadTs);
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) };
  }
  if (message.replies.length === 0) return {};
  const users = new Set(message.replies.map((ts) => findMessage(world, message.channel, ts)?.user ?? ''));
  return {
    thread_ts: message.ts,
    reply_count: message.replies.length,
    reply_users_count: users.size,
    latest_reply: message.replies.at(-1),
    reply_users: [...users].slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}
