import { joinByPhone } from '#api/residents/join.ts';
import { openScreen } from '../screen.ts';
import type { Answer } from '../view.ts';
import { type Guest, isResident } from '../who.ts';
import { joinAnswers } from './result.ts';
import { phoneJoinRoute } from './routes.ts';

/** A contact somebody shared outside a form: their own opens their flats, another's opens nothing. */
export async function receiveContact(guest: Guest, contact: { phone: string; own: boolean }): Promise<Answer[]> {
  const result = await joinByPhone(guest.ctx, guest.chat.id, { ...contact, name: guest.saidName });
  const [first, ...rest] = await joinAnswers(guest, result);
  if (!first) return [];
  // The button that shared the phone has done its work: for a stranger it goes away.
  const { t } = guest;
  const joined = first.keyboard !== undefined || isResident(guest);
  if (joined) return [first, ...rest];
  return [{ place: 'new', keyboard: 'none', view: { text: t('resident.join.phone-read'), rows: [] } }, first, ...rest];
}

export const phoneScreens = [
  openScreen(phoneJoinRoute, false, async ({ t }) => ({
    place: 'new',
    keyboard: 'share-phone',
    view: { text: t('resident.join.ask-phone'), rows: [] },
  })),
];
