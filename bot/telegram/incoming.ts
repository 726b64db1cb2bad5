import type { Message, Update } from 'grammy/types';
import type { IncomingFile } from '#api/conversations/attachments.ts';
import type { Incoming } from '#bot/resident/receive.ts';

/** A bot may download at most 20 MB: https://core.telegram.org/bots/api#getfile */
export const downloadCap = 20 * 1024 * 1024;

/** What an update of a private chat says, in no messenger's terms; null for what is not addressed to us. */
export function readUpdate(update: Update, botId: number): Incoming | null {
  const base = { key: `telegram:${botId}:${update.update_id}`, messenger: 'telegram' as const };
  const tap = update.callback_query;
  if (tap) {
    const message = tap.message;
    if (message?.chat.type !== 'private' || tap.data === undefined) return null;
    const person = {
      address: String(message.chat.id),
      saidName: nameOf(tap.from),
      languageCode: tap.from.language_code,
    };
    return { ...base, ...person, kind: 'tap', route: tap.data, messageRef: `${message.chat.id}:${message.message_id}` };
  }
  const message = update.message ?? update.edited_message;
  if (message?.chat.type !== 'private' || !message.from || message.from.is_bot) return null;
  const person = {
    address: String(message.chat.id),
    saidName: nameOf(message.from),
    languageCode: message.from.language_code,
  };
  const how = { isForwarded: message.forward_origin !== undefined, isEdited: update.edited_message !== undefined };
  return { ...base, ...person, ...readMessage(message, how) };
}

type Content =
  | { kind: 'text'; text: string }
  | { kind: 'files'; files: IncomingFile[]; text: string; groupKey?: string }
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'other'; what: 'sticker' | 'location' | 'video-note' | 'poll' | 'too-big' | 'unknown'; sizeBytes?: number };

function readMessage(
  message: Message,
  how: { isForwarded: boolean; isEdited: boolean },
): Content & Partial<typeof how> {
  if (message.text !== undefined) return { kind: 'text', text: message.text, ...how };
  if (message.contact) {
    return {
      kind: 'contact',
      phone: message.contact.phone_number,
      own: message.contact.user_id === message.from?.id && !how.isForwarded,
    };
  }
  const file = fileOf(message);
  if (file) {
    if ((file.sizeBytes ?? 0) > downloadCap) return { kind: 'other', what: 'too-big', sizeBytes: file.sizeBytes };
    const group = message.media_group_id ? { groupKey: message.media_group_id } : {};
    return { kind: 'files', files: [file], text: message.caption ?? '', ...group, ...how };
  }
  if (message.sticker) return { kind: 'other', what: 'sticker' };
  if (message.location || message.venue) return { kind: 'other', what: 'location' };
  if (message.poll) return { kind: 'other', what: 'poll' };
  return { kind: 'other', what: 'unknown' };
}

function fileOf(message: Message): IncomingFile | null {
  const source = 'telegram' as const;
  const photo = message.photo?.at(-1);
  if (photo) return { kind: 'photo', source, sourceRef: photo.file_id, mime: 'image/jpeg', sizeBytes: photo.file_size };
  const voice = message.voice ?? message.audio;
  if (voice) {
    const mime = voice.mime_type ?? 'audio/ogg';
    return {
      kind: 'voice',
      source,
      sourceRef: voice.file_id,
      mime,
      sizeBytes: voice.file_size,
      seconds: voice.duration,
    };
  }
  const video = message.video ?? message.video_note ?? message.animation;
  if (video) {
    return {
      kind: 'video',
      source,
      sourceRef: video.file_id,
      mime: 'video/mp4',
      sizeBytes: video.file_size,
      seconds: video.duration,
    };
  }
  const document = message.document;
  if (!document) return null;
  const kind = document.mime_type?.startsWith('image/') ? 'photo' : 'file';
  return {
    kind,
    source,
    sourceRef: document.file_id,
    name: document.file_name,
    mime: document.mime_type,
    sizeBytes: document.file_size,
  };
}

function nameOf(user: { first_name: string; last_name?: string }): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ');
}
