import { getTalk } from '#api/conversations/get-talk.ts';
import { shortId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { actions, button, header, type Message, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { escapeText } from './mrkdwn.ts';
import { moment, placeWords, type Speech } from './speech.ts';

export type ConversationNow = {
  id: string;
  address: string | null;
  unitNumber: string | null;
  service: string;
  startedAt: Instant;
  /** Since when the resident waits for an answer. */
  waitsSince: Instant | null;
};

/**
 * The root of a resident's chat with the company: who lives there is the flat; the words are in the thread. A chat that was
 * handed over says in its old place where it went.
 */
export function conversationCard(speech: Speech, talk: ConversationNow, isHere = true): Message {
  const { t } = speech;
  const unit = talk.unitNumber === null ? null : { number: talk.unitNumber, type: 'flat' };
  const place = placeWords(speech, { address: talk.address, unit });
  const title = place === '' ? t('slack.chat.title') : t('slack.chat.title-of', { place });
  if (!isHere) {
    const moved = t('slack.chat.moved', { service: t(`slack.hand-over.to.${talk.service}`) });
    return { text: escapeText(`${title} · ${moved}`), blocks: [header(title), smallPrint(moved)] };
  }
  const id = shortId(talk.id);
  const waits = talk.waitsSince
    ? t('slack.chat.waits', { at: moment(speech, talk.waitsSince) })
    : t('slack.chat.answered');
  return {
    text: escapeText(`${title} · ${waits}`),
    blocks: [
      header(title),
      smallPrint(waits),
      smallPrint(t('slack.chat.hint', { at: moment(speech, talk.startedAt) })),
      actions(`conversation:${id}`, [
        button(t('slack.buttons.reply'), 'conversation-reply', id, { style: 'primary' }),
        button(t('slack.buttons.make-ticket'), 'conversation-ticket', id),
        button(t('slack.buttons.hand-over'), 'conversation-hand-over', id),
      ]),
    ],
  };
}

/** The chat behind a card; null when there is none. */
export async function readConversation({ ctx }: Desk, conversationId: string): Promise<ConversationNow | null> {
  const talk = await getTalk(ctx, conversationId);
  return talk && { ...talk, startedAt: talk.createdAt };
}
