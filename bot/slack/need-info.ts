import type { ModalView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { askResident } from '#api/tickets/ask-resident.ts';
import { askResidentInput } from '#api/tickets/schema.ts';
import { smallPrint } from './blocks.ts';
import { withCanned } from './canned.ts';
import type { Desk } from './desk.ts';
import { hasMeaning, modal, showModal, wordsField } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** A question to the resident; their answer lands in the card's thread. */
export function needInfoModal(speech: Speech, about: AboutModal, number: number): ModalView {
  const { t } = speech;
  const words = { title: t('slack.need-info.title', { number }), submit: t('slack.need-info.submit') };
  return modal(speech, 'need-info', about, words, [
    wordsField('question', t('slack.need-info.question')),
    smallPrint(t('slack.need-info.hint')),
  ]);
}

export async function openNeedInfo(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async (me) => {
    const { actor, speech } = me;
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'ask', ticket);
    const view = needInfoModal(speech, { id: ticketId, channelId: tap.spot.channelId }, ticket.number);
    await showModal(desk, tap, await withCanned(desk, me, ticketId, view));
  });
}

export function complainAboutQuestion({ t }: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('question')) ? null : { question: t('slack.need-info.empty') };
}

export async function onNeedInfo(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = askResidentInput.parse({
      ticketId: sent.about.id,
      question: sent.text('question'),
      externalKey: key,
    });
    return once(desk.ctx, key, (tx) => askResident(tx, actor, input));
  });
}
