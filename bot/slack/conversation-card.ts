import { listMessages } from '#api/conversations/talk.ts';
import { systemActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { getNoticeMessage } from '#api/notifications/notice-message.ts';
import { actions, button, header, type Message, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { escapeText } from './mrkdwn.ts';
import { moment, placeWords, type Speech } from './speech.ts';

export type ConversationNow = { id: string; address: string | null; unitNumber: string | null; startedAt: Instant };

/** The root of a resident's chat with the company: who lives there is the flat; the words are in the thread. */
export function conversationCard(speech: Speech, talk: ConversationNow): Message {
  const { t } = speech;
  const unit = talk.unitNumber === null ? null : { number: talk.unitNumber, type: 'flat' };
  const place = placeWords(speech, { address: talk.address, unit });
  const title = place === '' ? t('slack.chat.title') : t('slack.chat.title-of', { place });
  return {
    text: escapeText(title),
    blocks: [
      header(title),
      smallPrint(t('slack.chat.hint', { at: moment(speech, talk.startedAt) })),
      actions(`conversation:${shortId(talk.id)}`, [
        button(t('slack.buttons.reply'), 'conversation-reply', shortId(talk.id), { style: 'primary' }),
      ]),
    ],
  };
}

/** The chat behind a card; null when nobody has said anything in it. */
export async function readConversation({ ctx }: Desk, conversationId: string): Promise<ConversationNow | null> {
  const { items } = await listMessages(ctx, systemActor, { conversationId, limit: 1 });
  const [first] = items;
  if (!first) return null;
  const { address, unitNumber } = await getNoticeMessage(ctx, first.id);
  return { id: conversationId, address, unitNumber, startedAt: first.createdAt };
}
