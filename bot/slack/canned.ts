import type { ActionsBlock, KnownBlock, ModalView } from '@slack/types';
import { shortId } from '#api/core/ids.ts';
import { type CannedReply, type CannedUse, listCannedReplies } from '#api/tickets/canned-replies.ts';
import { readerLocale } from '#api/tickets/reader-locale.ts';
import { type Locale, locales } from '#locales/translate.ts';
import { actions, button, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import type { Tap } from './payloads.ts';
import type { Speech } from './speech.ts';
import { asColleague, type Colleague } from './who.ts';

/** The buttons of one row, each with an id of its own; what else there is, is written by hand. */
export const cannedButtons = ['canned-1', 'canned-2', 'canned-3', 'canned-4', 'canned-5'] as const;

/** Which field of a form takes ready words, and of which use. */
const fields: Record<string, { field: string; use: CannedUse }> = {
  resolve: { field: 'report', use: 'result' },
  'need-info': { field: 'question', use: 'reply' },
  'reply-ticket': { field: 'words', use: 'reply' },
};

/** What is said often, one tap each, above the field it goes into. */
export function cannedRow({ t, locale }: Speech, replies: CannedReply[]): [] | [KnownBlock, ActionsBlock] {
  const shown = replies.slice(0, cannedButtons.length);
  if (shown.length === 0) return [];
  const buttons = shown.map((reply, index) =>
    button(reply.texts[locale].replace(/\s+/g, ' '), cannedButtons[index] ?? '', shortId(reply.id)),
  );
  return [smallPrint(t('slack.canned.title')), actions('canned', buttons)];
}

/** The form with the ready words of this ticket's category above its field. */
export async function withCanned(
  desk: Desk,
  { actor, speech }: Colleague,
  ticketId: string,
  view: ModalView,
): Promise<ModalView> {
  const known = fields[view.callback_id ?? ''];
  if (!known) return view;
  const replies = await listCannedReplies(desk.ctx, actor, { ticketId, use: known.use });
  const at = view.blocks.findIndex((block) => block.block_id === known.field);
  return { ...view, blocks: view.blocks.toSpliced(Math.max(at, 0), 0, ...cannedRow(speech, replies)) };
}

/** One was pressed: its words join what stands in the field, in the language of who will read them. */
export async function onCanned(desk: Desk, tap: Tap, replyId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor }) => {
    const { form } = tap;
    const known = fields[form?.modal ?? ''];
    if (!form || !known) return;
    const ticketId = form.about.id;
    const replies = await listCannedReplies(desk.ctx, actor, { ticketId, use: known.use });
    const reply = replies.find(({ id }) => id === replyId);
    if (!reply) return;
    const ready = textFor(reply, await readerLocale(desk.ctx, actor, { ticketId }));
    const typed = form.text(known.field);
    const words = typed === '' ? ready : `${typed}\n${ready}`;
    await desk.client.views.update({ view_id: form.viewId, view: form.refilled(known.field, words) });
  });
}

/** In the reader's language; in both when nobody knows who will read it. */
function textFor({ texts }: CannedReply, locale: Locale | null): string {
  return locale ? texts[locale] : locales.map((one) => texts[one]).join('\n\n');
}
