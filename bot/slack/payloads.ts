import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { IncomingFile } from '#api/conversations/attachments.ts';
import { longId } from '#api/core/ids.ts';
import type { Spot } from './desk.ts';

// What Slack sends, read once: https://docs.slack.dev/interactivity and https://docs.slack.dev/reference/events/message

const user = z.object({ id: z.string() });
const place = z.object({ id: z.string() }).nullish();
const container = z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional() }).nullish();

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
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  files: z.array(file).nullish(),
});

const formView = z.object({
  id: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), field)) }),
  title: z.unknown().optional(),
  submit: z.unknown().optional(),
  close: z.unknown().optional(),
  blocks: z.array(z.looseObject({ block_id: z.string().optional() })).default([]),
});

const tapBody = z.object({
  user,
  channel: place,
  container,
  trigger_id: z.string().optional(),
  view: z.object({ type: z.string() }).nullish(),
  actions: z.array(
    z.object({
      action_id: z.string(),
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
});

/** A button or a menu was used: of a message, of the Home tab, or (then `form` is what stands in it) of a modal. */
export type Tap = { spot: Spot; actionId: string; value: string; triggerId: string; form: FormNow | null };

export function readTap(body: unknown): Tap {
  const { user, channel, trigger_id, view, actions } = tapBody.parse(body);
  const [action] = actions;
  const value = action?.value ?? action?.selected_option?.value ?? '';
  const form = view?.type === 'modal' ? readForm(z.object({ view: formView }).parse(body).view) : null;
  const spot = { userId: user.id, channelId: form ? form.about.channelId : (channel?.id ?? null) };
  return { spot, actionId: action?.action_id ?? '', value, triggerId: trigger_id ?? '', form };
}

const submissionBody = z.object({ user, team: place, view: formView });

/** What a modal is about, and where it was opened: kept in its `private_metadata`. */
const aboutModal = z.object({ id: z.uuid(), channelId: z.string().nullable(), words: z.string().optional() });
export type AboutModal = z.infer<typeof aboutModal>;

/**
 * What stands in a modal. Fields are asked for by name, and give '' where nothing was given; a field that was filled anew by us has
 * a new block id, `<name>~<n>`, because Slack keeps what was typed under the old one.
 */
export type FormNow = {
  viewId: string;
  modal: string;
  about: AboutModal;
  /** The block id of a field as it stands in the view. */
  blockOf(name: string): string;
  text(name: string): string;
  choice(name: string): string;
  choices(name: string): string[];
  /** `2026-11-20`, and `14:30`. */
  day(name: string): string;
  time(name: string): string;
  files(name: string): IncomingFile[];
  /** The same view with other words in a field of words; what else was typed stays. */
  refilled(name: string, words: string): ModalView;
  /** The same view with more fields before one of its own, in place of those of an earlier time; what was typed stays. */
  withFields(before: string, fields: InputBlock[]): ModalView;
};

/** A modal was sent. `key` is the same however often Slack says so. */
export type Submission = FormNow & { spot: Spot; key: string };

export function readSubmission(body: unknown): Submission {
  const { user, team, view } = submissionBody.parse(body);
  const form = readForm(view);
  const spot = { userId: user.id, channelId: form.about.channelId };
  return { ...form, spot, key: `slack:${team?.id ?? ''}:${view.id}` };
}

function readForm(view: z.infer<typeof formView>): FormNow {
  const about = aboutModal.parse(JSON.parse(view.private_metadata));
  const { values } = view.state;
  const blockOf = (name: string) => Object.keys(values).find((block) => block.split('~')[0] === name) ?? name;
  const fieldOf = (name: string) => Object.values(values[blockOf(name)] ?? {})[0];
  return {
    ...{ viewId: view.id, modal: view.callback_id, about, blockOf },
    text: (name) => (fieldOf(name)?.value ?? '').trim(),
    choice: (name) => fieldOf(name)?.selected_option?.value ?? '',
    choices: (name) => (fieldOf(name)?.selected_options ?? []).map(({ value }) => value),
    day: (name) => fieldOf(name)?.selected_date ?? '',
    time: (name) => fieldOf(name)?.selected_time ?? '',
    files: (name) => (fieldOf(name)?.files ?? []).map(incomingFile),
    refilled: (name, words) => refill(view, blockOf(name), words),
    withFields: (before, fields) => insert(view, blockOf(before), fields),
  };
}

/** Slack keeps what was typed as long as the block's id stays: new words need a new one. */
function refill(view: z.infer<typeof formView>, block: string, words: string): ModalView {
  const { callback_id, private_metadata, title, submit, close } = view;
  const [name = '', count = '0'] = block.split('~');
  const blocks = view.blocks.map((one) =>
    one.block_id === block
      ? {
          ...one,
          block_id: `${name}~${Number(count) + 1}`,
          element: { ...Object(one.element), initial_value: words.slice(0, 3000) },
        }
      : one,
  );
  return { type: 'modal', callback_id, private_metadata, title, submit, close, blocks } as unknown as ModalView;
}

function insert(view: z.infer<typeof formView>, before: string, fields: InputBlock[]): ModalView {
  const { callback_id, private_metadata, title, submit, close } = view;
  const names = fields.map(({ block_id }) => block_id);
  const kept = view.blocks.filter(({ block_id }) => !names.includes(block_id));
  const at = kept.findIndex(({ block_id }) => block_id === before);
  const blocks = kept.toSpliced(Math.max(at, 0), 0, ...(fields as unknown as typeof kept));
  return { type: 'modal', callback_id, private_metadata, title, submit, close, blocks } as unknown as ModalView;
}

const shortcutBody = z.object({
  user,
  trigger_id: z.string(),
  callback_id: z.string(),
  channel: place,
  message: z.object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string().nullish() }),
});

/** A shortcut of a message was used. `ref` is the root of its thread, `messageRef` the message itself. */
export type Shortcut = { spot: Spot; triggerId: string; ref: string; messageRef: string; text: string };

export function readShortcut(body: unknown): Shortcut {
  const { user, trigger_id, channel, message } = shortcutBody.parse(body);
  const channelId = channel?.id ?? null;
  const rootTs = message.thread_ts ?? message.ts;
  const spot = { userId: user.id, channelId, ...(message.thread_ts ? { threadTs: message.thread_ts } : {}) };
  const messageRef = `${channelId}:${message.ts}`;
  return { spot, triggerId: trigger_id, ref: `${channelId}:${rootTs}`, messageRef, text: message.text ?? '' };
}

const globalBody = z.object({ user, trigger_id: z.string() });

/** A shortcut of the workspace was used: nobody knows where. */
export function readGlobalShortcut(body: unknown): { spot: Spot; triggerId: string } {
  const { user, trigger_id } = globalBody.parse(body);
  return { spot: { userId: user.id, channelId: null }, triggerId: trigger_id };
}

const commandBody = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().optional(),
  response_url: z.url(),
  trigger_id: z.string().optional(),
});

export type Command = { spot: Spot; text: string; triggerId: string };

export function readCommand(body: unknown): Command {
  const { user_id, channel_id, text, trigger_id } = commandBody.parse(body);
  return { spot: { userId: user_id, channelId: channel_id }, text: (text ?? '').trim(), triggerId: trigger_id ?? '' };
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

const homeEvent = z.object({ type: z.literal('app_home_opened'), user: z.string(), tab: z.literal('home') });

/** Who opened the Home tab; null for any other event, the Messages tab included. */
export function readHomeOpened(event: unknown): string | null {
  const result = homeEvent.safeParse(event);
  return result.success ? result.data.user : null;
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
