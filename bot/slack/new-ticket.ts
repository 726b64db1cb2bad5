import type { ModalView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { findPlaceByWords, type PlaceGuess } from '#api/residents/find-unit.ts';
import { guessIn, listCategories, type TicketCategoryInfo } from '#api/tickets/categories.ts';
import { openTicketByPhone } from '#api/tickets/open-by-phone.ts';
import { ticketKinds } from '#api/tickets/policy.ts';
import { type TicketPlace, ticketPlaces } from '#api/tickets/schema.ts';
import { option } from './blocks.ts';
import { categoryOptions } from './category-options.ts';
import { type Desk, type Spot, tellAside } from './desk.ts';
import { choiceField, filesField, hasMeaning, modal, showModal, wordsField } from './modal.ts';
import { wordsInSlack } from './names.ts';
import type { AboutModal, FormNow, Shortcut, Submission } from './payloads.ts';
import { placeWords, type Speech } from './speech.ts';
import { asColleague } from './who.ts';
import { complainAboutWho, whoCalled } from './who-called.ts';

/** A request of somebody who called, or of a colleague who saw something: where, what, in which words. */
export function newTicketModal(
  speech: Speech,
  about: AboutModal,
  categories: TicketCategoryInfo[],
  { draft = '', where = '' }: { draft?: string; where?: string } = {},
): ModalView {
  const { t } = speech;
  const guess = guessIn(categories, draft);
  const chosen = guess ? `${guess.kind}:${guess.code}` : undefined;
  const places = ticketPlaces.map((place) => option(t(`slack.places.${place}`), place));
  const words = { title: t('slack.new-ticket.title'), submit: t('slack.new-ticket.submit') };
  return modal(speech, 'new-ticket', about, words, [
    wordsField('where', t('slack.new-ticket.where'), {
      initial: where,
      hint: t('slack.new-ticket.where-hint'),
      lines: 'one',
    }),
    choiceField('place', t('slack.new-ticket.place'), places, { chosen: 'flat' }),
    choiceField('category', t('slack.new-ticket.category'), categoryOptions(speech, categories), { chosen }),
    wordsField('words', t('slack.new-ticket.words'), { initial: draft, hint: t('slack.new-ticket.words-hint') }),
    wordsField('caller', t('slack.new-ticket.caller'), {
      hint: t('slack.new-ticket.caller-hint'),
      isOptional: true,
      lines: 'one',
    }),
    filesField('files', t('slack.new-ticket.files')),
  ]);
}

/** From the shortcut of the workspace, or `/ticket new`: what follows the word is the first draft. */
export async function openNewTicket(
  desk: Desk,
  asked: { spot: Spot; triggerId: string; text?: string; where?: string },
): Promise<void> {
  await asColleague(desk, asked.spot, async ({ speech }) => {
    // The form's own id is the ticket's: sent twice, it is one.
    const about = { id: newId(desk.ctx.now()), channelId: asked.spot.channelId };
    const { text: draft = '', where = '' } = asked;
    const view = newTicketModal(speech, about, await listCategories(desk.ctx), { draft, where });
    await showModal(desk, { triggerId: asked.triggerId, form: null }, view);
  });
}

/** From any message of a channel: its words are the first draft. */
export async function openNewTicketFromMessage(desk: Desk, asked: Shortcut): Promise<void> {
  await openNewTicket(desk, { ...asked, text: await wordsInSlack(desk, asked.text) });
}

export async function complainAboutNewTicket(
  { ctx }: Desk,
  speech: Speech,
  sent: Submission,
): Promise<Record<string, string> | null> {
  const { t } = speech;
  if (!hasMeaning(sent.text('words'))) return { words: t('slack.new-ticket.empty') };
  const where = await findPlaceByWords(ctx, sent.text('where'));
  if (!where) return { where: t('slack.new-ticket.no-such-place') };
  if (placeOf(sent) === 'flat' && !where.unit)
    return { where: t('slack.new-ticket.no-flat', { address: where.address }) };
  return complainAboutWho(speech, sent);
}

export async function onNewTicket(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor, speech }) => {
    const where = await findPlaceByWords(desk.ctx, sent.text('where'));
    if (!where) return tellAside(desk, sent.spot, speech.t('slack.new-ticket.no-such-place'));
    const made = await once(desk.ctx, key, (tx) => openTicketByPhone(tx, actor, inputOf(sent, where)));
    if (!made.done) return;
    const { ticket, isConnected } = made.result;
    const unit = where.unit && { number: where.unit.number, type: 'flat' };
    const values = { number: ticket.number, place: placeWords(speech, { address: where.address, unit }) };
    const told = ticket.residentId === null ? 'nobody' : isConnected ? 'connected' : 'to-call';
    await tellAside(desk, sent.spot, speech.t(`slack.new-ticket.made-${told}`, values));
  });
}

function inputOf(sent: Submission, where: PlaceGuess) {
  const [kind = '', categoryCode = ''] = sent.choice('category').split(':');
  const caller = sent.text('caller');
  return {
    buildingId: where.buildingId,
    ...(where.unit ? { unitId: where.unit.id } : {}),
    kind: ticketKinds.find((one) => one === kind) ?? ('general' as const),
    categoryCode,
    place: placeOf(sent),
    text: sent.text('words'),
    files: sent.files('files'),
    onceKey: `slack:${sent.about.id}`,
    ...whoCalled(sent),
    ...(caller === '' ? {} : { callerPhone: caller }),
  };
}

function placeOf(form: FormNow): TicketPlace {
  return ticketPlaces.find((one) => one === form.choice('place')) ?? 'flat';
}
