import { keepLoose } from '#api/conversations/loose.ts';
import { findDanger } from './danger.ts';
import { dangerText } from './emergency/danger-text.ts';
import { sosRoute } from './emergency/routes.ts';
import type { Heard } from './form-desk.ts';
import { aboutOtherRoute } from './loose.ts';
import type { FormInput } from './screen.ts';
import { type Answer, type Button, paragraphs, plain } from './view.ts';
import { type Guest, isResident } from './who.ts';

/**
 * What a form answers, and what it does not see: words of danger put the number to call first, and what the form could not take
 * is kept like free words, with a button that says "this is about something else".
 */
export async function insideForm(
  guest: Guest,
  input: Extract<FormInput, { kind: 'text' | 'files' }>,
  heard: Heard,
): Promise<Answer[]> {
  const [first, ...rest] = heard.answers;
  if (!first?.view) return heard.answers;
  const danger = findDanger(input.text);
  const isWorthKeeping = heard.refused && (input.kind === 'files' || /\p{L}{2}/u.test(input.text));
  const looseId = isResident(guest) && (danger || isWorthKeeping) ? await keep(guest, input, heard.refused) : undefined;
  const { view } = first;
  const { t } = guest;
  if (danger) {
    const numbers = await dangerText(guest, danger);
    const text = plain(view.text).includes(plain(numbers)) ? view.text : paragraphs(numbers, view.text);
    const tell: Button = { label: t('resident.danger.report'), route: sosRoute.to({ d: danger, w: looseId }) };
    return [{ ...first, gather: undefined, view: { ...view, text, rows: [[tell], ...view.rows] } }, ...rest];
  }
  if (!looseId) return heard.answers;
  const other: Button = { label: t('resident.loose.other'), route: aboutOtherRoute.to({ id: looseId }) };
  return [{ ...first, view: { ...view, rows: [[other], ...view.rows] } }, ...rest];
}

/** Files that the form took are the form's; words of danger are kept beside it, for the emergency service. */
async function keep(guest: Guest, input: Extract<FormInput, { kind: 'text' | 'files' }>, refused: boolean) {
  const files = refused && input.kind === 'files' ? input.files : [];
  const groupKey = refused && input.kind === 'files' ? input.groupKey : undefined;
  const { looseId } = await keepLoose(guest.ctx, { chatId: guest.chat.id, text: input.text, files, groupKey });
  return looseId;
}
