import { z } from 'zod';
import { editNote } from '#api/conversations/edit-note.ts';
import type { Desk, Spot } from './desk.ts';
import { inParts } from './mrkdwn.ts';
import { wordsInSlack } from './names.ts';
import { asColleague } from './who.ts';

const said = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
});

const editEvent = z.object({
  type: z.literal('message'),
  subtype: z.enum(['message_changed', 'message_deleted']),
  channel: z.string(),
  message: said.extend({ subtype: z.string().optional() }).optional(),
  previous_message: said,
});

/** Somebody changed or deleted what they had written in a thread. `text` is null when it is gone. */
export type ThreadEdit = { spot: Spot; key: string; text: string | null };

/** Null for what is not that: our own edits, root messages, previews of links that Slack adds. */
export function readThreadEdit(event: unknown): ThreadEdit | null {
  const result = editEvent.safeParse(event);
  if (!result.success) return null;
  const { subtype, channel, message, previous_message: before } = result.data;
  const { user, bot_id, ts, thread_ts } = before;
  if (!user || bot_id || !thread_ts || thread_ts === ts) return null;
  const isGone = subtype === 'message_deleted' || message?.subtype === 'tombstone';
  const text = isGone ? null : (message?.text ?? '');
  if (text === (before.text ?? '')) return null;
  return { spot: { userId: user, channelId: channel, threadTs: thread_ts }, key: `slack:${channel}:${ts}`, text };
}

/** The kept note follows what its author made of it; what the resident has read stays as it was sent. */
export async function onThreadEdit(desk: Desk, edit: ThreadEdit): Promise<void> {
  const parts = edit.text === null ? [] : inParts(await wordsInSlack(desk, edit.text));
  await asColleague(desk, edit.spot, ({ actor }) => editNote(desk.ctx, actor, { externalKey: edit.key, parts }));
}
