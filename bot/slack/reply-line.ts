import { secondsLeft } from '#api/conversations/take-back.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { shortId } from '#api/core/ids.ts';
import { placeLine, redrawLine } from '#api/notifications/message-lines.ts';
import { type MessageMark, readMark } from '#api/notifications/message-mark.ts';
import { getNoticeMessage, type NoticeMessage } from '#api/notifications/notice-message.ts';
import { actions, button, lines, type Message, quotation, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { cut, escapeText } from './mrkdwn.ts';
import { type Place, post } from './posting.ts';
import { companySpeech, moment, type Speech } from './speech.ts';

/** `→ resident`: what a colleague answered, what became of it, and for some seconds a button that takes it back. */
export function replyLine(speech: Speech, message: NoticeMessage, mark: MessageMark, seconds: number): Message {
  const { t } = speech;
  const head = t('slack.thread.to-resident');
  const became = markWords(speech, mark);
  const name = message.authorName ?? '';
  const words = message.text === '' ? [] : [quotation(message.text)];
  const files =
    message.files.length === 0 ? [] : [smallPrint(t('slack.thread.files-with', { count: message.files.length }))];
  const label = t('slack.buttons.take-back', { seconds });
  const canTakeBack = seconds > 0 && message.takenBackAt === null;
  return {
    text: escapeText(`${head} ${cut(message.text, 500)} ${became}`),
    blocks: [
      lines([{ bold: head }, name === '' ? '' : ` · ${name}`]),
      ...words,
      ...files,
      smallPrint(became),
      ...(canTakeBack
        ? [actions(`message:${shortId(message.id)}`, [button(label, 'message-take-back', shortId(message.id))])]
        : []),
    ],
  };
}

/** The line of a message as it should look now. */
export async function readReplyLine(ctx: Ctx, speech: Speech, messageId: string): Promise<Message> {
  const message = await getNoticeMessage(ctx, messageId);
  const mark = await readMark(ctx, messageId);
  return replyLine(speech, message, mark, secondsLeft(ctx.now(), message.createdAt));
}

/**
 * Puts the line of a reply into its thread, and from then on it is kept true like a card: what changed while it was being posted
 * is not missed. Null when the reply was taken back before anybody saw it.
 */
export async function postReplyLine(desk: Desk, messageId: string, place: Place): Promise<string | null> {
  const { ctx } = desk;
  const before = await readMark(ctx, messageId);
  if (before.state === 'taken-back') return null;
  const line = await readReplyLine(ctx, await companySpeech(ctx), messageId);
  const ref = await post(desk, place, line);
  await placeLine(ctx, messageId, place.channel, ref);
  const after = await readMark(ctx, messageId);
  if (after.state !== before.state) await redrawLine(ctx, messageId);
  return ref;
}

function markWords(speech: Speech, mark: MessageMark): string {
  const { t } = speech;
  if (mark.state === 'not-delivered') return t(`slack.marks.not-delivered-${mark.why}`);
  if (mark.state === 'on-its-way' && mark.until)
    return t('slack.marks.held-until', { until: moment(speech, mark.until) });
  return t(`slack.marks.${mark.state}`);
}
