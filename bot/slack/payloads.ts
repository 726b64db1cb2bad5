import { z } from 'zod';
import type { IncomingFile } from '#api/conversations/attachments.ts';
import { longId } from '#api/core/ids.ts';
import type { Spot } from './desk.ts';

// What Slack sends, read once: https://docs.slack.dev/interactivity and https://docs.slack.dev/reference/events/message

const user = z.object({ id: z.string() });
const place = z.object({ id: z.string() }).nullish();
const container = z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional() }).nullish();

const tapBody = z.object({
  user,
  channel: place,
  container,
  trigger_id: z.string().optional(),
  actions: z.array(
    z.object({
      action_id: z.string(),
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
});

/** A button or a menu of a message was used. */
export type Tap = { spot: Spot; actionId: string; value: string; triggerId: string };

export function readTap(body: unknown): Tap {
  const { user, channel, trigger_id, actions } = tapBody.parse(body);
  const [action] = actions;
  const value = action?.value ?? action?.selected_option?.value ?? '';
  const spot = { userId: user.id, channelId: channel?.id ?? null };
  return { spot, actionId: action?.action_id ?? '', value, triggerId: trigger_id ?? '' };
}

const file = z.object({
  id: z.string().max(100),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  duration_ms: z.number().nullish(),
});

const field = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  files: z.array(file).nullish(),
});

const submissionBody = z.object({
  user,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), field)) }),
  }),
});

/** What a modal is about, and where it was opened: kept in its `private_metadata`. */
const aboutModal = z.object({ id: z.uuid(), channelId: z.string().nullable() });
export type AboutModal = z.infer<typeof aboutModal>;

/** A modal was sent. `text` and `choice` are '' where nothing was given. */
export type Submission = {
  spot: Spot;
  viewId: string;
  modal: string;
  about: AboutModal;
  text(block: string): string;
  choice(block: string): string;
  files(block: string): IncomingFile[];
};

export function readSubmission(body: unknown): Submission {
  const { user, view } = submissionBody.parse(body);
  const about = aboutModal.parse(JSON.parse(view.private_metadata));
  const fieldOf = (block: string) => Object.values(view.state.values[block] ?? {})[0];
  return {
    spot: { userId: user.id, channelId: about.channelId },
    viewId: view.id,
    modal: view.callback_id,
    about,
    text: (block) => (fieldOf(block)?.value ?? '').trim(),
    choice: (block) => fieldOf(block)?.selected_option?.value ?? '',
    files: (block) => (fieldOf(block)?.files ?? []).map(incomingFile),
  };
}

const shortcutBody = z.object({
  user,
  trigger_id: z.string(),
  callback_id: z.string(),
  channel: place,
  message: z.object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string().nullish() }),
});

/** A shortcut of a message was used. */
export type Shortcut = { spot: Spot; triggerId: string; ref: string; text: string };

export function readShortcut(body: unknown): Shortcut {
  const { user, trigger_id, channel, message } = shortcutBody.parse(body);
  const channelId = channel?.id ?? null;
  const rootTs = message.thread_ts ?? message.ts;
  const spot = { userId: user.id, channelId, ...(message.thread_ts ? { threadTs: message.thread_ts } : {}) };
  return { spot, triggerId: trigger_id, ref: `${channelId}:${rootTs}`, text: message.text ?? '' };
}

const commandBody = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().optional(),
  response_url: z.url(),
});

export type Command = { spot: Spot; text: string; responseUrl: string };

export function readCommand(body: unknown): Command {
  const { user_id, channel_id, text, response_url } = commandBody.parse(body);
  return { spot: { userId: user_id, channelId: channel_id }, text: (text ?? '').trim(), responseUrl: response_url };
}

const messageEvent = z.object({
  type: z.literal('message'),
  subtype: z.string().optional(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(file.extend({ id: z.string() })).nullish(),
});

/** Something a person wrote in a thread; null for what is not that (our own posts, edits, joins, root messages). */
export type ThreadWords = { spot: Spot; ref: string; key: string; text: string; files: IncomingFile[] };

export function readThreadWords(event: unknown): ThreadWords | null {
  const result = messageEvent.safeParse(event);
  if (!result.success) return null;
  const { subtype, channel, ts, thread_ts, user, bot_id, text, files } = result.data;
  const isSaid = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';
  if (!isSaid || !user || bot_id || !thread_ts || thread_ts === ts) return null;
  return {
    spot: { userId: user, channelId: channel, threadTs: thread_ts },
    ref: `${channel}:${thread_ts}`,
    key: `slack:${channel}:${ts}`,
    text: text ?? '',
    files: (files ?? []).slice(0, 20).map(incomingFile),
  };
}

/** The uuid behind a button's value; null when the button is not one of ours any more. */
export function idOf(value: string): string | null {
  return longId(value);
}

function incomingFile(given: z.infer<typeof file>): IncomingFile {
  const { id, name, mimetype, size, duration_ms } = given;
  return {
    kind: kindOf(mimetype ?? ''),
    source: 'slack',
    sourceRef: id,
    ...(name ? { name: name.slice(0, 255) } : {}),
    ...(mimetype ? { mime: mimetype.slice(0, 120) } : {}),
    ...(size ? { sizeBytes: Math.round(size) } : {}),
    ...(duration_ms ? { seconds: Math.round(duration_ms / 1000) } : {}),
  };
}

function kindOf(mime: string): IncomingFile['kind'] {
  if (mime.startsWith('image/')) return 'photo';
  if (mime.startsWith('video/')) return 'video';
  return mime.startsWith('audio/') ? 'voice' : 'file';
}
