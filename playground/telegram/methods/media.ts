import type { Message } from '@grammyjs/types';
import type { Call, Method } from '../call.ts';
import { badRequest } from '../errors.ts';
import { chatToWrite, postAsBot, shown } from '../post.ts';
import type { FileKind, World } from '../world.ts';
import { countSending, readCaption, readPostOptions } from './common.ts';
import { readInputMedia, readMedium } from './media-input.ts';

export const sendPhoto: Method = (world, call) => sendMedium(world, call, 'photo');
export const sendDocument: Method = (world, call) => sendMedium(world, call, 'document');
export const sendVideo: Method = (world, call) => sendMedium(world, call, 'video');
export const sendVoice: Method = (world, call) => sendMedium(world, call, 'voice');

async function sendMedium(world: World, call: Call, kind: FileKind): Promise<Message> {
  const { params } = call;
  const caption = readCaption(params);
  const chat = chatToWrite(world, params.chat_id);
  const options = readPostOptions(world, chat, params);
  const content = await readMedium(world, call, kind, params[kind], params);
  const spoiler = params.has_spoiler === true && kind !== 'document' ? { has_media_spoiler: true } : {};
  // Counted last and at once with the posting: what was refused must not use up the allowance.
  countSending(world, call, chat);
  return shown(world, postAsBot(world, chat, { ...content, ...caption, ...spoiler }, options));
}

/** An album: photos and videos together, or documents, or audio; each counts towards the limits. */
export const sendMediaGroup: Method = async (world, call) => {
  const { params } = call;
  const chat = chatToWrite(world, params.chat_id);
  const { replyTo, protect } = readPostOptions(world, chat, params);
  const list = (params.media ?? []) as Record<string, unknown>[];
  if (list.length === 0) throw badRequest('there are no messages to send');
  if (list.length > 10) throw badRequest('too many messages to send as an album');
  const kinds = new Set(list.map((media) => (media.type === 'video' ? 'photo' : media.type)));
  if (kinds.size > 1) {
    const odd = ['document', 'audio'].find((kind) => kinds.has(kind)) ?? 'animation';
    throw badRequest(`${odd} can't be mixed with other media types`);
  }
  const contents: Partial<Message>[] = [];
  for (const media of list) contents.push(await readInputMedia(world, call, media));
  countSending(world, call, chat, list.length);
  const group = list.length > 1 ? { media_group_id: albumId(world) } : {};
  return contents.map((content) =>
    shown(world, postAsBot(world, chat, { ...group, ...content }, { replyTo, protect })),
  );
};

/** An id that messages of one album share. */
export function albumId(world: World): string {
  const n = world.next('album');
  return `14${String(n).padStart(6, '0')}${world.ids.opaque(`album/${n}`, 8).replaceAll(/\D/g, '').padEnd(8, '7')}`;
}
