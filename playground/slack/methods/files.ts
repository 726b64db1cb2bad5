import { type Args, isObject, needText, structure, text } from '../args.ts';
import { completeBlocks } from '../blocks/complete.ts';
import { checkMessageBlocks } from '../blocks/message-blocks.ts';
import { invalidArguments, SlackError } from '../errors.ts';
import { expectFile } from '../files.ts';
import { botId, findMessage, getChannel, hasFile } from '../lookup.ts';
import { addMessage } from '../messages.ts';
import { bot, type Method } from '../method.ts';
import type { FileRecord, Json } from '../model.ts';
import { presentFile } from '../present/file.ts';
import type { World } from '../world.ts';

const largest = 1 << 30;

/** The three calls of an upload (docs.slack.dev/messaging/working-with-files) and looking at a file. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': bot((world, args) => {
    const name = text(args, 'filename');
    if (name === null) throw invalidArguments('missing required field: filename');
    const size = Number(needText(args, 'length'));
    if (!Number.isInteger(size) || size <= 0) throw invalidArguments('must be at least 1 [json-pointer:/length]');
    if (size > largest) throw new SlackError('file_upload_size_restricted');
    const file = expectFile(world, { name, size, user: botId(world) });
    file.altText = text(args, 'alt_txt') ?? text(args, 'alt_text');
    return { upload_url: `${world.baseUrl}/slack/files/upload/${file.id}`, file_id: file.id };
  }),

  'files.completeUploadExternal': bot((world, args) => {
    const broken = () => invalidArguments('must be valid JSON [json-pointer:/files]');
    const wanted = structure(args, 'files', broken);
    if (!Array.isArray(wanted) || wanted.length === 0) throw invalidArguments('missing required field: files');
    const files = wanted.map((one) => finished(world, one));
    const id = text(args, 'channel_id') ?? text(args, 'channels');
    for (const { file, title } of files) {
      file.state = 'complete';
      if (title) file.title = title;
    }
    if (id)
      share(
        world,
        args,
        files.map((one) => one.file),
        id,
      );
    world.touch();
    return { files: files.map((one) => presentFile(world, one.file)) };
  }),

  'files.info': bot((world, args) => ({
    file: presentFile(world, getFile(world, needText(args, 'file'))),
    comments: [],
    response_metadata: { next_cursor: '' },
  })),

  'files.delete': bot((world, args) => {
    const file = getFile(world, needText(args, 'file'));
    if (file.user !== botId(world)) throw new SlackError('cant_delete_file');
    delete world.state.files[file.id];
    world.touch();
    return {};
  }),
};

function getFile(world: World, id: string): FileRecord {
  const file = world.state.files[id];
  if (!file || file.state === 'waiting') throw new SlackError('file_not_found');
  return file;
}

function finished(world: World, one: unknown): { file: FileRecord; title: string | null } {
  if (!isObject(one)) throw invalidArguments('must provide an object [json-pointer:/files/0]');
  const file = world.state.files[String(one.id)];
  if (!file || file.user !== botId(world)) throw new SlackError('file_not_found');
  if (file.state === 'waiting') throw new SlackError('file_not_found');
  if (file.state === 'complete') throw new SlackError('file_update_failed');
  return { file, title: typeof one.title === 'string' ? one.title : null };
}

function share(world: World, args: Args, files: FileRecord[], channelId: string): void {
  const channel = getChannel(world, channelId);
  if (channel.archived) throw new SlackError('is_archived');
  if (!channel.members.includes(botId(world))) throw new SlackError('not_in_channel');
  const threadTs = text(args, 'thread_ts');
  const parent = threadTs ? findMessage(world, channel.id, threadTs) : null;
  if (threadTs && !parent) throw new SlackError('invalid_thread_ts');
  addMessage(world, {
    channel: channel.id,
    user: botId(world),
    byBot: true,
    subtype: 'file_share',
    text: text(args, 'initial_comment') ?? '',
    blocks: readBlocks(world, args),
    files: files.map((file) => file.id),
    threadTs: parent ? (parent.threadTs ?? parent.ts) : null,
  });
}

function readBlocks(world: World, args: Args): Json[] | null {
  const blocks = structure(args, 'blocks', () => new SlackError('invalid_blocks_format'));
  if (blocks === undefined) return null;
  checkMessageBlocks(blocks, hasFile(world));
  return blocks.length === 0 ? null : completeBlocks(blocks);
}
