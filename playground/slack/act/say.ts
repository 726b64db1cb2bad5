import { randomUUID } from 'node:crypto';
import { isObject, text } from '../args.ts';
import { ActError } from '../errors.ts';
import { emitReaction } from '../events.ts';
import { addFile } from '../files.ts';
import { findMessage, getMessage } from '../lookup.ts';
import { addMessage, changeMessage, removeMessage } from '../messages.ts';
import type { Json, Message, User } from '../model.ts';
import { react, unreact } from '../reactions.ts';
import type { World } from '../world.ts';
import { richText } from './choose.ts';
import { actor, needed, place } from './person.ts';

/** A person writes into a channel, a thread or (channel `im`) to the app; files make it a file_share. */
export async function say(world: World, action: Json): Promise<Json> {
  const user = actor(world, action);
  const channel = place(world, action, user);
  if (!channel.members.includes(user.id)) throw new ActError(`${user.id} is not in ${channel.id}`);
  if (channel.archived) throw new ActError(`${channel.id} is archived`);
  const threadTs = text(action, 'threadTs');
  const parent = threadTs ? findMessage(world, channel.id, threadTs) : null;
  if (threadTs && !parent) throw new ActError(`no such thread: ${threadTs}`);
  const given = Array.isArray(action.files) ? action.files : [];
  const files: string[] = [];
  for (const one of given) files.push(await upload(world, user, one));
  const typed = text(action, 'text') ?? '';
  if (typed === '' && files.length === 0) throw new ActError('a message needs text or files');
  const message = addMessage(world, {
    channel: channel.id,
    user: user.id,
    byBot: false,
    text: asTyped(world, typed),
    blocks: typed === '' ? null : [{ ...richText(typed), block_id: randomUUID().slice(0, 5) }],
    files,
    subtype: files.length > 0 ? 'file_share' : null,
    threadTs: parent ? (parent.threadTs ?? parent.ts) : null,
    clientMsgId: randomUUID(),
  });
  return { ts: message.ts, channel: channel.id, files };
}

/** A person reacts; with `remove: true` takes it back. */
export function reactTo(world: World, action: Json): Json {
  const user = actor(world, action);
  const channel = place(world, action, user);
  const message = getMessage(world, channel.id, needed(action, 'ts'));
  const name = needed(action, 'name').replace(/^:|:$/g, '');
  const added = action.remove !== true;
  if (added ? react(world, message, user.id, name) : unreact(world, message, user.id, name)) {
    emitReaction(world, added ? 'reaction_added' : 'reaction_removed', message, user.id, name);
  }
  return { ts: message.ts };
}

/** A person edits what they wrote: message_changed. */
export function editOwn(world: World, action: Json): Json {
  const message = ownMessage(world, action);
  const typed = needed(action, 'text');
  changeMessage(world, message, { text: asTyped(world, typed), blocks: [richText(typed)] }, message.user);
  return { ts: message.ts };
}

/** A person deletes what they wrote: message_deleted. */
export function deleteOwn(world: World, action: Json): Json {
  const message = ownMessage(world, action);
  removeMessage(world, message);
  return { ts: message.ts };
}

function ownMessage(world: World, action: Json): Message {
  const user = actor(world, action);
  const message = getMessage(world, place(world, action, user).id, needed(action, 'ts'));
  if (message.user !== user.id) throw new ActError(`${message.ts} is not by ${user.id}`);
  return message;
}

/** Puts a file into the workspace for a modal's file_input, shared nowhere yet. */
export async function uploadForForm(world: World, action: Json): Promise<Json> {
  return { fileId: await upload(world, actor(world, action), action) };
}

async function upload(world: World, user: User, given: unknown): Promise<string> {
  if (!isObject(given)) throw new ActError('files: [{ name, mime, base64? | size? }]');
  const name = text(given, 'name') ?? 'file.bin';
  const mime = text(given, 'mime') ?? 'application/octet-stream';
  const encoded = text(given, 'base64');
  const bytes = encoded === null ? Buffer.alloc(Number(given.size ?? 16)) : Buffer.from(encoded, 'base64');
  const file = await addFile(world, { name, mime, bytes, user: user.id });
  return file.id;
}

/**
 * What Slack stores of what a person typed: `&`, `<`, `>` escaped, `@name` and `@channel` turned into mentions.
 * `<@U…>` of somebody who exists is taken as the mention a client would have inserted.
 */
function asTyped(world: World, typed: string): string {
  const { users } = world.state;
  return typed
    .split(/(<@[UW][A-Z0-9_]+>)/)
    .map((part) => {
      const mentioned = /^<@([UW][A-Z0-9_]+)>$/.exec(part)?.[1];
      if (mentioned && users[mentioned]) return part;
      const escaped = part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
      return escaped.replace(/(^|\s)@([a-z0-9._-]+)/g, (whole, before: string, name: string) => {
        if (name === 'channel' || name === 'here' || name === 'everyone') return `${before}<!${name}>`;
        const user = Object.values(users).find((one) => one.name === name);
        return user ? `${before}<@${user.id}>` : whole;
      });
    })
    .join('');
}
