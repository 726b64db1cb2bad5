import type { ModalView } from '@slack/types';
import type { IncomingFile } from '#api/conversations/attachments.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { resolveTicketInput } from '#api/tickets/schema.ts';
import { option, smallPrint } from './blocks.ts';
import { withCanned } from './canned.ts';
import type { Desk } from './desk.ts';
import { checkField, filesField, hasMeaning, modal, showModal, wordsField } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import { asReportFile, draftReport, type ReportDraft } from './report-draft.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** What was done, with what, and how it looks now. */
export function resolveModal(speech: Speech, about: AboutModal, number: number, draft: ReportDraft): ModalView {
  const { t } = speech;
  const words = { title: t('slack.resolve.title', { number }), submit: t('slack.resolve.submit') };
  const photos = draft.photos.map((photo, index) =>
    option(photo.name ?? t('slack.resolve.photo', { number: index + 1 }), photo.id),
  );
  const ids = draft.photos.map(({ id }) => id);
  return modal(speech, 'resolve', about, words, [
    wordsField('report', t('slack.resolve.report'), { initial: draft.text, hint: t('slack.resolve.report-hint') }),
    ...(draft.hasVoice ? [smallPrint(t('slack.resolve.voice'))] : []),
    wordsField('materials', t('slack.resolve.materials'), { isOptional: true, lines: 'one' }),
    ...(photos.length > 0 ? [checkField('thread-photos', t('slack.resolve.thread-photos'), photos, ids, true)] : []),
    filesField('photos', t('slack.resolve.photos')),
  ]);
}

export async function openResolve(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async (me) => {
    const ticket = await getShownTicket(desk.ctx, me.actor, ticketId);
    mustBeOpen(desk.ctx, me.actor, 'resolve', ticket);
    const about = { id: ticketId, channelId: tap.spot.channelId };
    const view = resolveModal(me.speech, about, ticket.number, draftReport(ticket));
    await showModal(desk, tap, await withCanned(desk, me, ticketId, view));
  });
}

export function complainAboutReport({ t }: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('report')) ? null : { report: t('slack.resolve.empty') };
}

export async function onResolve(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor }) => {
    const materials = sent.text('materials');
    const input = resolveTicketInput.parse({
      ticketId: sent.about.id,
      report: sent.text('report'),
      ...(materials === '' ? {} : { materials }),
      files: [...(await chosenOfThread(desk, actor, sent)), ...sent.files('photos')],
    });
    return once(desk.ctx, key, (tx) => resolveTicket(tx, actor, input));
  });
}

/** The photos of the thread that were left ticked. */
async function chosenOfThread({ ctx }: Desk, actor: StaffActor, sent: Submission): Promise<IncomingFile[]> {
  const chosen = sent.choices('thread-photos');
  if (chosen.length === 0) return [];
  const { photos } = draftReport(await getShownTicket(ctx, actor, sent.about.id));
  return photos.filter(({ id }) => chosen.includes(id)).map(asReportFile);
}
