import { listHousehold } from '#api/residents/household.ts';
import { flatWithAddress } from '../flat-words.ts';
import { idParam, route } from '../route.ts';
import { title } from '../say.ts';
import { screen } from '../screen.ts';
import { cutAskRoute } from '../settings/routes.ts';
import { type Answer, type Button, bold, paragraphs, type Text } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';

/** Somebody joined the flat: who, and the way to cut them off. */
export async function newcomer(guest: Resident, occupancyId: string, unitId: string): Promise<Answer | null> {
  const { t } = guest;
  const people = await listHousehold(guest.ctx, guest.actor, unitId);
  const person = people.find((one) => one.occupancyId === occupancyId);
  const flat = guest.flats.find((one) => one.unitId === unitId);
  if (!person || person.isMe || !flat) return null;
  const values = { name: person.name, flat: flatWithAddress(guest, flat) };
  const cut: Button = {
    label: t('notices.newcomer-cut', { name: title(person.name, 24) }),
    route: cutAskRoute.to({ id: occupancyId }),
  };
  const fine: Button = { label: t('notices.newcomer-fine'), route: knownRoute.to({ id: occupancyId }) };
  const hint = person.canCutOff ? t('notices.newcomer-how') : null;
  return {
    place: 'new',
    view: { text: paragraphs(t('notices.newcomer', values), hint), rows: person.canCutOff ? [[fine], [cut]] : [] },
  };
}

/** The office's answer to a request to join. */
export function joinDecided(guest: Guest, approved: boolean): Answer {
  if (approved && isResident(guest)) {
    const head = guest.t('notices.join-approved', { flat: flatWithAddress(guest, guest.flat) });
    const text = paragraphs(bold(head), guest.t('notices.join-approved-kept'));
    return { place: 'new', keyboard: 'tabs', view: { text, rows: [] } };
  }
  return said(guest.t('notices.join-declined', { phone: guest.company.officePhone }));
}

/** Access to a flat ended: who has none left loses the tab bar, which would lead nowhere. */
export function accessEnded(guest: Guest, place: { address: string; number: string }): Answer {
  const flat = flatWithAddress(guest, { ...place, unitType: 'flat' });
  const answer = said(guest.t('notices.access-ended', { flat, phone: guest.company.officePhone }));
  return isResident(guest) ? answer : { ...answer, keyboard: 'none' };
}

/** A message of words alone. */
function said(text: Text): Answer {
  return { place: 'new', view: { text, rows: [] } };
}

const knownRoute = route('known', { id: idParam });

/** "It is all right" under the notice of a newcomer: nothing changes, and the notice says so. */
export const noticeScreens = [
  screen(knownRoute, async ({ t }) => ({ place: 'replace', view: { text: t('notices.newcomer-known'), rows: [] } })),
];
