import type { ModalView } from '@slack/types';
import { systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { type LikelyTwin, listLikelyTwins } from '#api/tickets/likely-twins.ts';
import { mergeTicket } from '#api/tickets/merge-ticket.ts';
import { mergeTicketInput } from '#api/tickets/schema.ts';
import { findTickets } from '#api/tickets/search/find-tickets.ts';
import { option, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { choiceField, modal, showModal, wordsField } from './modal.ts';
import { cut } from './mrkdwn.ts';
import type { AboutModal, FormNow, Submission, Tap } from './payloads.ts';
import { getShownTicket, showsWords } from './privacy.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** The same trouble was told before: which ticket is it? Open ones of the house to choose from, or any by its number. */
export function duplicateModal(speech: Speech, about: AboutModal, number: number, twins: LikelyTwin[]): ModalView {
  const { t } = speech;
  const words = { title: t('slack.duplicate.title', { number }), submit: t('slack.duplicate.submit') };
  const options = twins.map((twin) => option(twinWords(speech, twin), String(twin.number)));
  return modal(speech, 'duplicate', about, words, [
    ...(options.length > 0
      ? [choiceField('twin', t('slack.duplicate.twin'), options, { isOptional: true })]
      : [smallPrint(t('slack.duplicate.none-near'))]),
    wordsField('number', t('slack.duplicate.number'), { isOptional: options.length > 0, lines: 'one' }),
    smallPrint(t('slack.duplicate.hint')),
  ]);
}

export async function openDuplicate(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'merge', ticket);
    const twins = await listLikelyTwins(desk.ctx, actor, { ticketId });
    const shown = (await showsWords(desk.ctx)) ? twins : twins.map((twin) => ({ ...twin, text: '' }));
    const about = { id: ticketId, channelId: tap.spot.channelId };
    await showModal(desk, tap, duplicateModal(speech, about, ticket.number, shown));
  });
}

/** A number that names no ticket is better said here than after the form has gone; the deed asks for the rest. */
export async function complainAboutTwin(
  desk: Desk,
  { t }: Speech,
  sent: Submission,
): Promise<Record<string, string> | null> {
  const number = twinOf(sent);
  if (number === null) return { number: t('slack.duplicate.empty') };
  const { items } = await findTickets(desk.ctx, systemActor, { words: String(number), limit: 1 });
  const twin = items.find((one) => one.number === number);
  const isOpen = twin && ['new', 'claimed', 'in-work'].includes(twin.status);
  if (!isOpen) return { number: t('errors.ticket.no-original', { number }) };
  return twin.id === sent.about.id ? { number: t('errors.ticket.duplicate-of-itself', { number }) } : null;
}

export async function onDuplicate(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = mergeTicketInput.parse({ ticketId: sent.about.id, originalNumber: twinOf(sent) });
    return once(desk.ctx, key, (tx) => mergeTicket(tx, actor, input));
  });
}

/** What was typed goes before what was chosen: typing is the later thought. */
function twinOf(form: FormNow): number | null {
  const typed = form.text('number').replace(/^(№|#|n|no\.?)\s*/i, '');
  const number = typed === '' ? form.choice('twin') : typed;
  return /^\d{1,9}$/.test(number) && Number(number) > 0 ? Number(number) : null;
}

function twinWords(speech: Speech, twin: LikelyTwin): string {
  const { t, locale } = speech;
  const title = twin.text.replace(/\s+/g, ' ').trim() || (twin.category?.names[locale] ?? '');
  const flat = twin.unitNumber === null ? '' : ` · ${t('slack.units.flat', { number: twin.unitNumber })}`;
  return cut(`№ ${twin.number}${flat} · ${title}`, 75);
}
