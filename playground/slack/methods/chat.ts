import { type Args, flag, isObject, needText, structure, text } from '../args.ts';
import { completeBlocks } from '../blocks/complete.ts';
import { checkMessageBlocks } from '../blocks/message-blocks.ts';
import { invalidArguments, SlackError } from '../errors.ts';
import { botId, findMessage, findPostingChannel, getChannel, getMessage, hasFile } from '../lookup.ts';
import { addMessage, changeMessage, removeMessage } from '../messages.ts';
import { bot, type Method } from '../method.ts';
import type { Channel, Json, Message } from '../model.ts';
import { presentMessage } from '../present/message.ts';
import type { World } from '../world.ts';

const longestText = 40_000;
const longestUpdate = 4000;

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': bot((world, args) => {
    const channel = postingChannel(world, args);
    world.limiter.post(channel.id);
    const content = readContent(world, args, longestText);
    const message = addMessage(world, {
      channel: channel.id,
      user: botId(world),
      byBot: true,
      ...content,
      threadTs: threadOf(world, channel.id, args),
      broadcast: flag(args, 'reply_broadcast'),
      username: text(args, 'username'),
    });
    const { metadata: _, ...shown } = presentMessage(world, message);
    return { channel: channel.id, ts: message.ts, message: shown };
  }),

  'chat.postEphemeral': bot((world, args) => {
    const channel = postingChannel(world, args);
    const user = needText(args, 'user');
    if (!world.state.users[user] || world.state.users[user].deleted) throw new SlackError('user_not_found');
    if (!channel.members.includes(user)) throw new SlackError('user_not_in_channel');
    const content = readContent(world, args, longestText);
    const message = addMessage(world, {
      channel: channel.id,
      user: botId(world),
      byBot: true,
      ...content,
      threadTs: text(args, 'thread_ts'),
      ephemeralFor: user,
    });
    return { message_ts: message.ts };
  }),

  'chat.update': bot((world, args) => {
    const message = ownMessage(world, args, 'cant_update_message');
    const change = readChange(world, args, message);
    changeMessage(world, message, change, botId(world));
    const { text: words, user, blocks, edited, attachments } = presentMessage(world, message);
    return {
      channel: message.channel,
      ts: message.ts,
      text: words,
      message: {
        type: 'message',
        text: words,
        user,
        bot_id: world.cast.bot.bot_id,
        app_id: world.cast.bot.app_id,
        team: world.cast.team.id,
        edited,
        ...(blocks ? { blocks } : {}),
        ...(attachments ? { attachments } : {}),
      },
    };
  }),

  'chat.delete': bot((world, args) => {
    const message = ownMessage(world, args, 'cant_delete_message');
    removeMessage(world, message);
    return { channel: message.channel, ts: message.ts };
  }),

  'chat.getPermalink': bot((world, args) => {
    const channel = getChannel(world, needText(args, 'channel'));
    const message = getMessage(world, channel.id, needText(args, 'message_ts'));
    const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
    const path = `archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
    return { channel: channel.id, permalink: `https://${world.cast.team.domain}.slack.com/${path}` };
  }),
};

/** Refuses `channel_not_found`, `is_archived`, `not_in_channel`. */
function postingChannel(world: World, args: Args): Channel {
  const reference = text(args, 'channel');
  if (reference === null) throw new SlackError('channel_not_found');
  const channel = findPostingChannel(world, reference);
  if (channel.archived) throw new SlackError('is_archived');
  if (!channel.members.includes(botId(world))) throw new SlackError('not_in_channel');
  return channel;
}

type Content = { text: string; blocks: Json[] | null; attachments: Json[] | null; metadata: Json | null };

/** What a message says. Refuses `no_text`, `msg_too_long` and what is wrong with its blocks or attachments. */
export function readContent(world: World, args: Args, longest = longestText): Content {
  const words = text(args, 'text') ?? '';
  const markdown = text(args, 'markdown_text');
  if (markdown !== null && (words !== '' || args.blocks)) throw new SlackError('markdown_text_conflict');
  const blocks =
    readBlocks(world, args) ?? (markdown === null ? null : completeBlocks([{ type: 'markdown', text: markdown }]));
  const attachments = readAttachments(args);
  if (words === '' && !blocks?.length && !attachments?.length) throw new SlackError('no_text');
  if (words.length > longest) throw new SlackError('msg_too_long');
  return {
    text: linkNames(world, args, words),
    blocks: blocks?.length ? blocks : null,
    attachments: attachments?.length ? attachments : null,
    metadata: readMetadata(args),
  };
}

function readBlocks(world: World, args: Args): Json[] | null {
  const blocks = structure(args, 'blocks', () => new SlackError('invalid_blocks_format'));
  if (blocks === undefined) return null;
  checkMessageBlocks(blocks, hasFile(world));
  return completeBlocks(blocks);
}

function readAttachments(args: Args): Json[] | null {
  const broken = () => new SlackError('invalid_attachments');
  const attachments = structure(args, 'attachments', broken);
  if (attachments === undefined) return null;
  if (!Array.isArray(attachments) || !attachments.every(isObject)) throw broken();
  if (attachments.length > 100) throw new SlackError('too_many_attachments');
  return attachments.map((one, index) => ({ id: index + 1, ...one }));
}

function readMetadata(args: Args): Json | null {
  const metadata = structure(args, 'metadata', () => new SlackError('invalid_metadata_format'));
  if (metadata === undefined) return null;
  if (!isObject(metadata) || typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload)) {
    throw new SlackError('invalid_metadata_schema');
  }
  return metadata;
}

/** With `link_names` or `parse: full`, `@channel` and `@name` become mentions; otherwise words stay words. */
function linkNames(world: World, args: Args, words: string): string {
  if (!flag(args, 'link_names') && text(args, 'parse') !== 'full') return words;
  return words.replace(/(^|\s)@([a-z0-9._-]+)/g, (whole, before: string, name: string) => {
    if (name === 'channel' || name === 'here' || name === 'everyone') return `${before}<!${name}>`;
    const user = Object.values(world.state.users).find((one) => one.name === name);
    return user ? `${before}<@${user.id}>` : whole;
  });
}

function threadOf(world: World, channel: string, args: Args): string | null {
  const ts = text(args, 'thread_ts');
  if (ts === null) return null;
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('invalid_thread_ts');
  const parent = findMessage(world, channel, ts);
  if (!parent || parent.ephemeralFor) throw new SlackError('thread_not_found');
  // A reply to a reply lands in the same thread.
  return parent.threadTs ?? parent.ts;
}

function ownMessage(world: World, args: Args, refusal: string): Message {
  const reference = text(args, 'channel');
  if (reference === null) throw new SlackError('channel_not_found');
  const channel = getChannel(world, reference);
  const ts = text(args, 'ts');
  if (ts === null) throw invalidArguments('missing required field: ts');
  const message = getMessage(world, channel.id, ts);
  if (!message.byBot) throw new SlackError(refusal);
  return message;
}

/** chat.update: what is not given is retained; an empty list removes blocks or attachments. */
function readChange(world: World, args: Args, message: Message) {
  const given = args.blocks !== undefined && args.blocks !== '';
  const blocks = given ? readBlocks(world, args) : null;
  const attachments = readAttachments(args);
  const words = text(args, 'text');
  const markdown = text(args, 'markdown_text');
  if (words === null && markdown === null && !given && attachments === null) throw new SlackError('no_text');
  if (words !== null && words.length > longestUpdate) throw new SlackError('msg_too_long');
  const markdownBlocks = markdown === null ? null : completeBlocks([{ type: 'markdown', text: markdown }]);
  const nextBlocks = markdownBlocks ?? (given ? (blocks?.length ? blocks : null) : message.blocks);
  return {
    text: words === null ? message.text : linkNames(world, args, words),
    blocks: nextBlocks,
    attachments: attachments === null ? message.attachments : attachments.length ? attachments : null,
    ...(args.metadata === undefined ? {} : { metadata: readMetadata(args) }),
  };
}
