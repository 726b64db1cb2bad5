import type { ModalView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { releaseTicket } from '#api/tickets/release-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import { paragraph } from './blocks.ts';
import type { Desk } from './desk.ts';
import { modal, showModal } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** "Sure?", where a button has no room to ask. */
export function releaseModal(speech: Speech, about: AboutModal, number: number): ModalView {
  const { t } = speech;
  const words = { title: t('slack.release.form-title', { number }), submit: t('slack.buttons.release') };
  return modal(speech, 'release', about, words, [paragraph(t('slack.release.text'))]);
}

export async function openRelease(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getStaffTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'release', ticket);
    await showModal(desk, tap, releaseModal(speech, { id: ticketId, channelId: tap.spot.channelId }, ticket.number));
  });
}

export async function onReleaseForm(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) =>
    once(desk.ctx, key, (tx) => releaseTicket(tx, actor, { ticketId: sent.about.id })),
  );
}
