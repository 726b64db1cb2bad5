import { setChatLocale } from '#api/residents/chats.ts';
import { leaveFlat } from '#api/residents/household.ts';
import { type Locale, locales, words } from '#locales/translate.ts';
import { flatFacts, flatLabel, flatWithAddress } from '../flat-words.ts';
import { again } from '../guest.ts';
import { homeAnswer } from '../home.ts';
import { keptRoute, typeCodeRoute } from '../join/routes.ts';
import { strangerAnswer } from '../join/stranger.ts';
import { deed, openScreen, screen } from '../screen.ts';
import { type Answer, type Button, bold, lines, paragraphs, type View } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { languageRoute, leaveAskRoute, leaveRoute, peopleRoute, settingsRoute } from './routes.ts';

export function settingsView(guest: Guest): View {
  const { t, flat, locale } = guest;
  const mine = isResident(guest);
  const rows: Button[][] = [
    locales
      .filter((other) => other !== locale)
      .map((l) => ({ label: languageName(l), route: languageRoute.to({ l }) })),
    ...(mine ? [[{ label: t('resident.settings.people'), route: peopleRoute.to() }]] : []),
    ...(mine ? [[{ label: t('resident.settings.add-flat'), route: typeCodeRoute.to() }]] : []),
    [{ label: t('resident.kept.button'), route: keptRoute.to() }],
    ...(flat && mine
      ? [[{ label: t('resident.settings.leave', { flat: flatLabel(guest, flat) }), route: leaveAskRoute.to() }]]
      : []),
    [{ label: t('resident.home.button'), route: 'home' }],
  ];
  return {
    text: paragraphs(
      bold(t('resident.settings.title')),
      t('resident.settings.language', { language: languageName(locale) }),
      flat ? lines(flatWithAddress(guest, flat), flatFacts(guest, flat), t(`resident.roles.${flat.role}`)) : null,
    ),
    rows,
  };
}

/** A language by its own name. */
function languageName(locale: Locale): string {
  const common = words[locale].common as { language: string };
  return common.language;
}

async function speak(guest: Guest, locale: Locale): Promise<Answer[]> {
  await setChatLocale(guest.ctx, guest.chat.id, locale);
  const now = await again(guest);
  const said: Answer = {
    place: 'new',
    keyboard: isResident(now) ? 'tabs' : undefined,
    view: { text: now.t('resident.settings.speaks'), rows: [] },
  };
  return [said, { place: 'replace', view: settingsView(now) }];
}

async function leave(guest: Resident, unitId: string): Promise<Answer[]> {
  const left = guest.flats.find((flat) => flat.unitId === unitId);
  await leaveFlat(guest.ctx, guest.actor, { unitId });
  const now = await again(guest);
  const text = now.t('resident.settings.left', { flat: left ? flatWithAddress(now, left) : '' });
  if (isResident(now)) return [{ place: 'new', view: { text, rows: [] } }, await homeAnswer(now)];
  return [{ place: 'new', keyboard: 'none', view: { text, rows: [] } }, ...(await strangerAnswer(now))];
}

export const settingsScreens = [
  openScreen(settingsRoute, false, async (guest) => ({ place: 'replace', view: settingsView(guest) })),
  openScreen(languageRoute, true, (guest, { l }) => speak(guest, l)),
  screen(leaveAskRoute, async (guest) => {
    const { t, flat } = guest;
    return {
      place: 'replace',

      view: {
        text: t('resident.settings.leave-sure', { flat: flatWithAddress(guest, flat) }),
        rows: [
          [{ label: t('resident.settings.leave-no'), route: settingsRoute.to() }],
          [{ label: t('resident.settings.leave-yes'), route: leaveRoute.to({ id: flat.unitId }) }],
        ],
      },
    };
  }),
  deed(leaveRoute, (guest, { id }) => leave(guest, id)),
];
