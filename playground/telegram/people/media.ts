import type { Message } from '@grammyjs/types';
import { findEntities } from '../entities.ts';
import { ActError } from '../errors.ts';
import { keepFile, keepPhoto, maxPhoto, photoSizeOf } from '../files.ts';
import { albumId } from '../methods/media.ts';
import { contentOf } from '../methods/media-input.ts';
import { drawPicture } from '../photo-sizes.ts';
import type { Chat, World } from '../world.ts';
import { type Action, needed, number, receive, text } from './receive.ts';
import { forwardedFrom } from './write.ts';

/** Milliseconds between the two halves of an album that comes in two halves. */
const halvesApart = 700;

/** One photo, or an album of up to ten: separate updates that share one media_group_id. */
export async function sendPhotos(world: World, chat: Chat, action: Action): Promise<object> {
  const given = bytesOf(action);
  const count = number(action, 'count') ?? Math.max(given.length, 1);
  if (!Number.isInteger(count) || count < 1 || count > 10) throw new ActError('count must be 1 to 10');
  const size = number(action, 'size') ?? 0;
  if (size > maxPhoto) throw new ActError('a photo has at most 10 MB: send a document');
  const group = count > 1 ? { media_group_id: albumId(world) } : {};
  const contents: object[] = [];
  for (let i = 0; i < count; i++) {
    const bytes = given[i] ?? (await drawPicture(i));
    contents.push({ ...group, photo: await keepPhoto(world, bytes, size) });
  }
  const halfway = action.halves === true && count > 1 ? Math.ceil(count / 2) : count;
  const sent = contents.map((content, i) =>
    receive(
      world,
      chat,
      { ...forwardedFrom(world, action), ...content, ...(i === 0 ? captionOf(action) : {}) },
      { replyTo: number(action, 'replyTo'), later: i >= halfway },
    ),
  );
  if (halfway < count) await new Promise((resolve) => setTimeout(resolve, halvesApart));
  const updateIds = sent.map((one, i) => (i < halfway ? one.updateId : one.deliver()));
  return {
    messageId: sent[0]?.messageId,
    updateId: updateIds[0],
    messageIds: sent.map((one) => one.messageId),
    updateIds,
    ...('media_group_id' in group ? { mediaGroupId: group.media_group_id } : {}),
  };
}

function bytesOf(action: Action): Buffer[] {
  if (action.bytes === undefined) return [];
  const list = Array.isArray(action.bytes) ? action.bytes : [action.bytes];
  return list.map((one) => Buffer.from(String(one), 'base64'));
}

function captionOf(action: Action): object {
  const caption = text(action, 'caption');
  if (!caption) return {};
  const entities = findEntities(caption);
  return { caption, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

/** A voice message, a video, a file or a sticker; without content, a stand-in of the size asked for. */
export async function sendFile(world: World, chat: Chat, action: Action): Promise<object> {
  const content = await fileContent(world, action);
  const { messageId, updateId } = receive(
    world,
    chat,
    { ...forwardedFrom(world, action), ...content, ...(action.do === 'sticker' ? {} : captionOf(action)) },
    { replyTo: number(action, 'replyTo') },
  );
  return { messageId, updateId };
}

async function fileContent(world: World, action: Action): Promise<object> {
  const base64 = text(action, 'base64');
  const size = number(action, 'size');
  const content = base64 === undefined ? (size ?? 30_000) : Buffer.from(base64, 'base64');
  if (action.do === 'voice') {
    const duration = number(action, 'seconds') ?? 5;
    return contentOf(await keepFile(world, { kind: 'voice', mime: 'audio/ogg', content, duration }));
  }
  if (action.do === 'video') {
    const duration = number(action, 'seconds') ?? 10;
    const frame = { width: 640, height: 360, duration };
    return contentOf(await keepFile(world, { kind: 'video', mime: 'video/mp4', content, ...frame }));
  }
  if (action.do === 'sticker') return stickerOf(world);
  const name = needed(text(action, 'name'), 'name');
  const mime = text(action, 'mime') ?? 'application/octet-stream';
  return contentOf(await keepFile(world, { kind: 'document', name, mime, content }));
}

async function stickerOf(world: World): Promise<Partial<Message>> {
  const frame = { width: 512, height: 512 };
  const file = await keepFile(world, { kind: 'sticker', mime: 'image/webp', content: 20_000, ...frame });
  const { file_id, file_unique_id, file_size } = photoSizeOf(file);
  const base = { file_id, file_unique_id, file_size, ...frame };
  return {
    sticker: { ...base, type: 'regular', is_animated: false, is_video: false, emoji: '👍', set_name: 'Playground' },
  } as unknown as Partial<Message>;
}

/** One's own phone (as the contact button shares it), or somebody else's from the address book. */
export function sendContact(world: World, chat: Chat, action: Action): object {
  const own = action.own === true;
  const phone = text(action, 'phone') ?? (own ? chat.person.phone : undefined);
  if (!phone) throw new ActError('phone is missing: this person has none');
  const contact = {
    phone_number: phone,
    first_name: text(action, 'firstName') ?? (own ? chat.person.first_name : 'Somebody'),
    ...(own && chat.person.last_name ? { last_name: chat.person.last_name } : {}),
    ...(own ? { user_id: chat.id } : {}),
  };
  // The button's answer replies to the message that asked.
  const asked = own ? chat.keyboard?.messageId : undefined;
  const replyTo = asked !== undefined && world.messages.find(chat.id, asked) ? asked : undefined;
  const { messageId, updateId } = receive(world, chat, { contact }, { replyTo });
  return { messageId, updateId };
}

export function sendLocation(world: World, chat: Chat, action: Action): object {
  const location = {
    latitude: number(action, 'latitude') ?? 55.7558,
    longitude: number(action, 'longitude') ?? 37.6173,
  };
  const { messageId, updateId } = receive(world, chat, { location });
  return { messageId, updateId };
}
