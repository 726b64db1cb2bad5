import type { Danger } from '#api/company/emergency.ts';
import { dangerText } from '../emergency/danger-text.ts';
import { type Answer, lines, paragraphs, plain, type Text, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { askJoinRoute, phoneJoinRoute, typeCodeRoute } from './routes.ts';

type Said = { say?: Text | undefined; danger?: Danger | null };

/** What somebody we do not know sees, whatever they write: the company's phones and hours, and three ways to join. */
export async function strangerAnswer(guest: Guest, said: Said = {}): Promise<Answer[]> {
  const danger = said.danger ? await dangerText(guest, said.danger) : null;
  return [{ place: 'replace', view: strangerView(guest, paragraphs(danger, said.say)) }];
}

export function strangerView(guest: Pick<Guest, 't' | 'company' | 'actor'>, above: Text = []): View {
  const { t, company } = guest;
  const why = guest.actor ? 'resident.join.no-flat' : 'resident.join.hello';
  // Who has just been told something has been greeted before: the ways to join stand below as they did.
  const isAnswer = plain(above) !== '';
  const hello = isAnswer ? null : t(why, { company: company.name });
  const how = t(isAnswer ? 'resident.join.how' : 'resident.join.where-code');
  return {
    text: paragraphs(above, hello, how, phonesText(guest)),
    rows: [
      [{ label: t('resident.join.type-code'), route: typeCodeRoute.to() }],
      [{ label: t('resident.join.share-phone'), route: phoneJoinRoute.to() }],
      [{ label: t('resident.join.no-code'), route: askJoinRoute.to() }],
    ],
  };
}

/** The phones and hours that anybody may know. */
export function phonesText({ t, company }: Pick<Guest, 't' | 'company'>): Text {
  return lines(
    t('resident.phones.emergency', { phone: company.emergencyPhone }),
    t('resident.phones.office', { phone: company.officePhone, hours: company.officeHours }),
    company.officeAddress ? t('resident.phones.address', { address: company.officeAddress }) : null,
  );
}
