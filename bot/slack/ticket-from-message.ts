import type { ModalView, PlainTextOption } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { findCardByRef } from '#api/notifications/cards.ts';
import { findMessageOfPost, newestOfResident } from '#api/notifications/find-message.ts';
import { listCategories, type TicketCategoryInfo } from '#api/tickets/categories.ts';
import { draftFromMessage, openTicketFromMessage, type TicketDraft } from '#api/tickets/from-message.ts';
import { ticketKinds } from '#api/tickets/policy.ts';
import { type TicketPlace, ticketPlaces } from '#api/tickets/schema.ts';
import { option, smallPrint } from './blocks.ts';
import { categoryOptions } from './category-options.ts';
import { type Desk, tellAside } from './desk.ts';
import { choiceField, modal, showModal, wordsField } from './modal.ts';
import { openNewTicketFromMessage } from './new-ticket.ts';
import type { AboutModal, Shortcut, Submission, Tap } from './payloads.ts';
import { showsWords } from './privacy.ts';
import type { Speech } from './speech.ts';
import { asColleague, type Colleague } from './who.ts';

/**
 * A modal's field holds 3000 characters: longer words, and words that Slack does not show, are taken over
 * whole, unless other ones are written.
 */
const longestDraft = 3000;

/** What was said as a request: kind, category and place as the words suggest, to be confirmed. */
export function ticketFromMessageModal(
  speech: Speech,
  about: AboutModal,
  draft: TicketDraft & { isHidden?: boolean },
  categories: TicketCategoryInfo[],
): ModalView {
  const { t } = speech;
  const words = { title: t('slack.make-ticket.title'), submit: t('slack.make-ticket.submit') };
  const isTakenWhole = draft.isHidden || draft.text.length > longestDraft;
  const hint = draft.isHidden ? 'hidden-hint' : isTakenWhole ? 'long-hint' : 'words-hint';
  const chosen = draft.guess ? `${draft.guess.kind}:${draft.guess.categoryCode}` : undefined;
  const files = draft.fileCount > 0 ? [smallPrint(t('slack.make-ticket.files', { count: draft.fileCount }))] : [];
  return modal(speech, 'ticket-from-message', about, words, [
    choiceField('category', t('slack.make-ticket.category'), categoryOptions(speech, categories), { chosen }),
    choiceField('place', t('slack.make-ticket.place'), placeOptions(speech, draft), { chosen: draft.place }),
    wordsField('words', t('slack.make-ticket.words'), {
      initial: isTakenWhole ? '' : draft.text,
      isOptional: isTakenWhole || draft.fileCount > 0,
      hint: t(`slack.make-ticket.${hint}`),
    }),
    ...files,
  ]);
}

/** From the menu of a message in a thread; from the card itself it is the resident's newest words. */
export async function openTicketShortcut(desk: Desk, asked: Shortcut): Promise<void> {
  await asColleague(desk, asked.spot, async (me) => {
    const card = await findCardByRef(desk.ctx, 'slack', asked.ref);
    const messageId =
      card && (await findMessageOfPost(desk.ctx, card.subject, asked.messageRef, asked.ref === asked.messageRef));
    // Not in a thread of ours: any message can be one, for a flat that is named in the form.
    if (!messageId) return openNewTicketFromMessage(desk, asked);
    await open(desk, me, { ...asked, form: null }, messageId);
  });
}

/** From the card of a chat. */
export async function openTicketOfChat(desk: Desk, tap: Tap, conversationId: string): Promise<void> {
  await asColleague(desk, tap.spot, async (me) => {
    const messageId = await newestOfResident(desk.ctx, { type: 'conversation', id: conversationId });
    if (!messageId) return tellAside(desk, tap.spot, me.speech.t('slack.make-ticket.not-here'));
    await open(desk, me, tap, messageId);
  });
}

async function open(
  desk: Desk,
  { actor, speech }: Colleague,
  from: Pick<Tap, 'spot' | 'triggerId' | 'form'>,
  messageId: string,
): Promise<void> {
  const draft = await draftFromMessage(desk.ctx, actor, messageId);
  if (draft.madeNumber !== null) {
    return tellAside(desk, from.spot, speech.t('slack.make-ticket.made-already', { number: draft.madeNumber }));
  }
  const about = { id: messageId, channelId: from.spot.channelId };
  const shown = { ...draft, isHidden: !(await showsWords(desk.ctx)) };
  await showModal(desk, from, ticketFromMessageModal(speech, about, shown, await listCategories(desk.ctx)));
}

export async function onTicketFromMessage(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor, speech }) => {
    const [kind = '', categoryCode = ''] = sent.choice('category').split(':');
    const input = {
      messageId: sent.about.id,
      kind: ticketKinds.find((one) => one === kind) ?? 'general',
      categoryCode,
      place: ticketPlaces.find((one) => one === sent.choice('place')) ?? 'flat',
      text: sent.text('words'),
    };
    const made = await once(desk.ctx, key, (tx) => openTicketFromMessage(tx, actor, input));
    if (made.done) await tellAside(desk, sent.spot, speech.t('slack.make-ticket.made', { number: made.result.number }));
  });
}

/** In the flat only where the talk is about one. */
function placeOptions({ t }: Speech, draft: TicketDraft): PlainTextOption[] {
  const places: readonly TicketPlace[] = draft.unitId ? ticketPlaces : ticketPlaces.filter((place) => place !== 'flat');
  return places.map((place) => option(t(`slack.places.${place}`), place));
}
