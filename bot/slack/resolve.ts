import type { ModalView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { resolveTicketInput } from '#api/tickets/schema.ts';
import { getStaffTicket, type StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { Desk } from './desk.ts';
import { filesField, hasMeaning, modal, showModal, wordsField } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** What was done, with what, and how it looks now. */
export function resolveModal(speech: Speech, about: AboutModal, ticket: { number: number; report: string }): ModalView {
  const { t } = speech;
  const words = { title: t('slack.resolve.title', { number: ticket.number }), submit: t('slack.resolve.submit') };
  return modal(speech, 'resolve', about, words, [
    wordsField('report', t('slack.resolve.report'), { initial: ticket.report, hint: t('slack.resolve.report-hint') }),
    wordsField('materials', t('slack.resolve.materials'), { isOptional: true, lines: 'one' }),
    filesField('photos', t('slack.resolve.photos')),
  ]);
}

/** What the assignee wrote in the thread since they took the ticket: the first draft of their report. */
export function draftReport(ticket: Pick<StaffTicket, 'timeline' | 'messages' | 'assigneeId' | 'claimedAt'>): string {
  const { assigneeId, claimedAt } = ticket;
  const noted = new Set(
    ticket.timeline
      .filter((entry) => entry.kind === 'noted' && entry.actorId === assigneeId)
      .filter((entry) => claimedAt === null || entry.createdAt >= claimedAt)
      .map((entry) => entry.data.messageId),
  );
  return ticket.messages
    .filter((message) => noted.has(message.id) && message.takenBackAt === null && message.text !== '')
    .map((message) => message.text)
    .join('\n');
}

export async function openResolve(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getStaffTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'resolve', ticket);
    const about = { id: ticketId, channelId: tap.spot.channelId };
    const view = resolveModal(speech, about, { number: ticket.number, report: draftReport(ticket) });
    await showModal(desk, tap, view);
  });
}

export function complainAboutReport({ t }: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('report')) ? null : { report: t('slack.resolve.empty') };
}

export async function onResolve(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const materials = sent.text('materials');
    const input = resolveTicketInput.parse({
      ticketId: sent.about.id,
      report: sent.text('report'),
      ...(materials === '' ? {} : { materials }),
      files: sent.files('photos'),
    });
    return once(desk.ctx, key, (tx) => resolveTicket(tx, actor, input));
  });
}
