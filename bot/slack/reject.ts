import type { ModalView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { rejectTicket } from '#api/tickets/finish-ticket.ts';
import { rejectTicketInput } from '#api/tickets/schema.ts';
import type { Desk } from './desk.ts';
import { hasMeaning, modal, showModal, wordsField } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** Not ours: with a reason that the resident reads. */
export function rejectModal(speech: Speech, about: AboutModal, number: number): ModalView {
  const { t } = speech;
  const words = { title: t('slack.reject.title', { number }), submit: t('slack.reject.submit') };
  return modal(speech, 'reject', about, words, [
    wordsField('reason', t('slack.reject.reason'), { hint: t('slack.reject.hint') }),
  ]);
}

export async function openReject(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'reject', ticket);
    const view = rejectModal(speech, { id: ticketId, channelId: tap.spot.channelId }, ticket.number);
    await showModal(desk, tap, view);
  });
}

export function complainAboutReason({ t }: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('reason')) ? null : { reason: t('slack.reject.empty') };
}

export async function onReject(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = rejectTicketInput.parse({ ticketId: sent.about.id, reason: sent.text('reason') });
    return once(desk.ctx, key, (tx) => rejectTicket(tx, actor, input));
  });
}
