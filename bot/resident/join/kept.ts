import { consentTextVersion } from '#api/residents/consent.ts';
import { openScreen } from '../screen.ts';
import { bold, italic, paragraphs, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { keptRoute } from './routes.ts';
import { phonesText } from './stranger.ts';

/** What is kept about a person, where it travels, and how to have it deleted: the text one agrees to when joining. */
export function keptView(guest: Guest): View {
  const { t, company } = guest;
  const say = (key: string) => t(`resident.kept.${key}`, { company: company.legalName ?? company.name });
  return {
    text: paragraphs(
      bold(say('title')),
      say('what'),
      say('why'),
      say('where'),
      say('who'),
      say('delete'),
      phonesText(guest),
      italic(t('resident.kept.version', { version: consentTextVersion })),
    ),
    rows: [[{ label: t('resident.home.button'), route: 'home' }]],
  };
}

export const keptScreens = [
  openScreen(keptRoute, false, async (guest) => ({ place: 'replace', view: keptView(guest) })),
];
