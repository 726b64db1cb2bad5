import type { ModalView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { prioritiseTicket } from '#api/tickets/prioritise-ticket.ts';
import { prioritiseTicketInput, ticketUrgencies } from '#api/tickets/schema.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { option, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { modal, radioField, showModal } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** How urgent it is. */
export function priorityModal(
  speech: Speech,
  about: AboutModal,
  ticket: Pick<StaffTicket, 'number' | 'urgency'>,
): ModalView {
  const { t } = speech;
  const words = { title: t('slack.priority.title', { number: ticket.number }), submit: t('slack.priority.submit') };
  const options = ticketUrgencies.map((one) => option(t(`slack.priority.${one}`), one));
  return modal(speech, 'priority', about, words, [
    radioField('urgency', t('slack.priority.urgency'), options, ticket.urgency),
    smallPrint(t('slack.priority.hint')),
  ]);
}

export async function openPriority(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'prioritise', ticket);
    await showModal(desk, tap, priorityModal(speech, { id: ticketId, channelId: tap.spot.channelId }, ticket));
  });
}

export async function onPriority(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = prioritiseTicketInput.parse({ ticketId: sent.about.id, urgency: sent.choice('urgency') });
    return once(desk.ctx, key, (tx) => prioritiseTicket(tx, actor, input));
  });
}
