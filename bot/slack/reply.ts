import type { ModalView } from '@slack/types';
import { replyToResidentInput } from '#api/conversations/schema.ts';
import { mayTalk, replyToResident, startConversation } from '#api/conversations/talk.ts';
import { once, type TxCtx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import type { CardSubject } from '#api/notifications/cards.ts';
import { countFollowers } from '#api/tickets/followed-ticket.ts';
import { smallPrint } from './blocks.ts';
import { withCanned } from './canned.ts';
import { type Desk, tellAside } from './desk.ts';
import { filesField, hasMeaning, modal, showModal, wordsField } from './modal.ts';
import { wordsInSlack } from './names.ts';
import type { AboutModal, Shortcut, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import { complainAboutAll, toField } from './reply-to-all.ts';
import type { Speech } from './speech.ts';
import { subjectOfThread } from './thread-subject.ts';
import { asColleague, type Colleague } from './who.ts';

type Replyable = CardSubject & { type: 'ticket' | 'conversation' };

/** Words that leave the company: always an act of its own, because the thread is internal. */
export function replyModal(
  speech: Speech,
  subject: Replyable,
  channelId: string | null,
  draft = '',
  joined = 0,
): ModalView {
  const { t } = speech;
  const about: AboutModal = { id: subject.id, channelId };
  const words = { title: t('slack.reply.title'), submit: t('slack.reply.submit') };
  return modal(speech, `reply-${subject.type}`, about, words, [
    wordsField('words', t('slack.reply.words'), { initial: draft }),
    ...(joined > 0 ? [toField(speech, joined)] : []),
    filesField('files', t('slack.reply.files')),
    smallPrint(t('slack.reply.hint')),
  ]);
}

/** From the card's menu, or the button of a chat's card. */
export async function openReply(desk: Desk, tap: Tap, subject: Replyable): Promise<void> {
  await asColleague(desk, tap.spot, (me) => open(desk, me, tap, subject));
}

/** From a message in the thread: its words are the first draft. */
export async function openReplyFromMessage(desk: Desk, asked: Shortcut): Promise<void> {
  await asColleague(desk, asked.spot, async (me) => {
    const subject = await subjectOfThread(desk, asked.ref);
    if (!subject) {
      await tellAside(desk, asked.spot, me.speech.t('slack.reply.not-here'));
      return;
    }
    await open(desk, me, { ...asked, form: null }, subject, await wordsInSlack(desk, asked.text));
  });
}

async function open(
  desk: Desk,
  me: Colleague,
  from: Pick<Tap, 'spot' | 'triggerId' | 'form'>,
  subject: Replyable,
  draft = '',
): Promise<void> {
  mustBeAllowed(mayTalk(me.actor));
  const joined = subject.type === 'ticket' ? await countFollowers(desk.ctx, subject.id) : 0;
  const view = replyModal(me.speech, subject, from.spot.channelId, draft, joined);
  await showModal(desk, from, subject.type === 'ticket' ? await withCanned(desk, me, subject.id, view) : view);
}

export function complainAboutReply(speech: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('words')) ? complainAboutAll(speech, sent) : { words: speech.t('slack.reply.empty') };
}

export async function onReply(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, (me) =>
    once(desk.ctx, key, async (tx) => {
      const conversationId = sent.modal === 'reply-ticket' ? await talkOfTicket(tx, me, sent.about.id) : sent.about.id;
      const input = { conversationId, text: sent.text('words'), files: sent.files('files'), externalKey: key };
      return replyToResident(tx, me.actor, replyToResidentInput.parse(input));
    }),
  );
}

/** The talk of a ticket, begun when nobody has said anything yet. */
async function talkOfTicket(tx: TxCtx, { actor }: Colleague, ticketId: string): Promise<string> {
  const ticket = await getShownTicket(tx, actor, ticketId);
  if (ticket.conversationId) return ticket.conversationId;
  const { residentId, unitId, service, number } = ticket;
  if (!residentId) throw new AppError('ticket.no-resident', { number });
  return (await startConversation(tx, { ticketId, residentId, unitId, service })).id;
}
