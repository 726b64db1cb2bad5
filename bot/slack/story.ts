import { newestMessages } from '#api/conversations/messages.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { getNoticeMessage } from '#api/notifications/notice-message.ts';
import { lines, type Message, quotation, smallPrint } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import { type ShownMessage, talkAsSlackMaySee } from './privacy.ts';
import { moment, type Speech } from './speech.ts';

/** A message of Slack's holds 50 blocks; so many words of a talk fit into one. */
const wordsShown = 20;

/** The story so far of a chat that was handed over: who handed it over and why, and what was said last, oldest first. */
export async function readStory(ctx: Ctx, speech: Speech, conversationId: string, whyId: string): Promise<Message> {
  const why = await getNoticeMessage(ctx, whyId);
  const said = (await newestMessages(ctx, conversationId, wordsShown + 1)).filter(({ id }) => id !== whyId);
  const shown = await talkAsSlackMaySee(ctx, said.slice(-wordsShown));
  return storyMessage(speech, { by: why.authorName ?? '', why: why.text }, shown);
}

export function storyMessage(speech: Speech, { by, why }: { by: string; why: string }, said: ShownMessage[]): Message {
  const { t } = speech;
  const title = t('slack.hand-over.handed-over-by', { name: by });
  const rows = said.flatMap((one) => [
    lines([{ bold: whoWords(speech, one) }, ` · ${moment(speech, one.createdAt)}`]),
    ...(one.text === '' ? [] : [quotation(one.text, 500)]),
    ...(one.isHidden ? [smallPrint(t('slack.card.hidden'))] : []),
    ...(one.attachments.length === 0
      ? []
      : [smallPrint(t('slack.thread.files-with', { count: one.attachments.length }))]),
  ]);
  return {
    text: escapeText(`${title} ${why}`),
    blocks: [lines([{ bold: title }]), quotation(why), ...rows].slice(0, 50),
  };
}

function whoWords({ t }: Speech, { author, visibility }: ShownMessage): string {
  if (author.kind === 'resident') return t('slack.thread.resident');
  const name = author.name ?? t('slack.thread.company');
  return visibility === 'resident'
    ? `${name} ${t('slack.thread.to-resident')}`
    : t('slack.hand-over.among-us', { name });
}
