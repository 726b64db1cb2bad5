import type { ModalView } from '@slack/types';
import type { DisputeInfo } from '#api/billing/disputes/read-disputes.ts';
import { findDisputeOfTicket } from '#api/billing/disputes/read-disputes.ts';
import { decideDisputeInput } from '#api/billing/disputes/schema.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import { once, wasDone } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { decideDispute } from '#api/flows/decide-dispute.ts';
import { readerLocale } from '#api/tickets/reader-locale.ts';
import { formatMoney } from '#locales/format.ts';
import { translator } from '#locales/translate.ts';
import { typedSum } from '#locales/typed-sum.ts';
import type { Desk } from './desk.ts';
import { hasMeaning, modal, showModal, wordsField } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import type { Complaint } from './ticket-form.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague, refusalWords } from './who.ts';

/** In part: how much, and words for the resident. */
export function partlyModal(speech: Speech, about: AboutModal, dispute: DisputeInfo): ModalView {
  const { t, locale } = speech;
  const most = formatMoney(locale, dispute.disputedMinor, dispute.currency);
  const words = { title: t('slack.dispute.partly-title'), submit: t('slack.dispute.submit') };
  return modal(speech, 'dispute-partly', about, words, [
    wordsField('sum', t('slack.dispute.sum'), { hint: t('slack.dispute.sum-hint', { most }), lines: 'one' }),
    wordsField('answer', t('slack.dispute.answer'), { hint: t('slack.dispute.answer-hint') }),
  ]);
}

/** Not accepted: why, in words the resident reads. */
export function rejectDisputeModal(speech: Speech, about: AboutModal): ModalView {
  const { t } = speech;
  const words = { title: t('slack.dispute.reject-title'), submit: t('slack.dispute.submit') };
  return modal(speech, 'dispute-reject', about, words, [
    wordsField('answer', t('slack.dispute.answer'), { hint: t('slack.dispute.answer-hint') }),
  ]);
}

/** Accept: the whole disputed sum. Slack has asked "sure?" before. The words are ours, in the resident's language. */
export async function onAcceptDispute(desk: Desk, tap: Tap, ticketId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const dispute = found(await findDisputeOfTicket(desk.ctx, ticketId), 'dispute');
    const locale = (await readerLocale(desk.ctx, actor, { ticketId })) ?? speech.locale;
    const sum = formatMoney(locale, dispute.disputedMinor, dispute.currency);
    const answer = translator(locale)('slack.dispute.accepted-answer', { sum });
    const input = decideDisputeInput.parse({ disputeId: dispute.id, outcome: 'accepted', answer });
    await once(desk.ctx, key, (tx) => decideDispute(tx, actor, input));
  });
}

export async function openPartly(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await openDecision(desk, tap, ticketId, partlyModal);
}

export async function openRejectDispute(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await openDecision(desk, tap, ticketId, rejectDisputeModal);
}

type Draw = (speech: Speech, about: AboutModal, dispute: DisputeInfo) => ModalView;

async function openDecision(desk: Desk, tap: Tap, ticketId: string, draw: Draw): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const dispute = await mustBeDecidable(desk, actor, ticketId);
    await showModal(desk, tap, draw(speech, { id: ticketId, channelId: tap.spot.channelId }, dispute));
  });
}

/** Throws what the decision itself would refuse: nobody should fill a form in for nothing. */
async function mustBeDecidable({ ctx }: Desk, actor: StaffActor, ticketId: string): Promise<DisputeInfo> {
  mustBeAllowed(hasRole(actor, 'accountant', 'manager'));
  const dispute = found(await findDisputeOfTicket(ctx, ticketId), 'dispute');
  const values = { number: dispute.ticketNumber };
  if (dispute.state === 'decided') throw new AppError('dispute.already-decided', values);
  if (dispute.state === 'withdrawn') throw new AppError('dispute.withdrawn', values);
  const ticket = await getShownTicket(ctx, actor, ticketId);
  if (ticket.status !== 'new') mustBeOpen(ctx, actor, 'resolve', ticket);
  return dispute;
}

export async function complainAboutDecision(desk: Desk, speech: Speech, sent: Submission): Promise<Complaint> {
  if (await wasDone(desk.ctx, sent.key)) return null;
  const { t, locale } = speech;
  const dispute = found(await findDisputeOfTicket(desk.ctx, sent.about.id), 'dispute');
  if (dispute.state !== 'open') {
    const code = dispute.state === 'decided' ? 'dispute.already-decided' : 'dispute.withdrawn';
    return { answer: refusalWords(speech, new AppError(code, { number: dispute.ticketNumber })) };
  }
  if (sent.modal === 'dispute-partly') {
    const minor = sumOf(sent, dispute);
    if (minor === null) return { sum: t('slack.dispute.bad-sum') };
    const most = formatMoney(locale, dispute.disputedMinor, dispute.currency);
    if (minor > dispute.disputedMinor) return { sum: t('slack.dispute.too-much', { most }) };
  }
  return hasMeaning(sent.text('answer')) ? null : { answer: t('slack.dispute.empty') };
}

export async function onDecision(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor }) => {
    const dispute = found(await findDisputeOfTicket(desk.ctx, sent.about.id), 'dispute');
    const isPartly = sent.modal === 'dispute-partly';
    const input = decideDisputeInput.parse({
      ...{ disputeId: dispute.id, answer: sent.text('answer'), outcome: isPartly ? 'partial' : 'rejected' },
      ...(isPartly ? { acceptedMinor: sumOf(sent, dispute) ?? 0n } : {}),
    });
    await once(desk.ctx, key, (tx) => decideDispute(tx, actor, input));
  });
}

/** What was typed as a sum, in minor units; null when it is none. */
function sumOf(sent: Submission, { currency }: DisputeInfo): bigint | null {
  return typedSum(sent.text('sum'), currency);
}
