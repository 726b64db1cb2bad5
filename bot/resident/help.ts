import { keptRoute } from './join/routes.ts';
import { phonesText } from './join/stranger.ts';
import { route } from './route.ts';
import { openScreen } from './screen.ts';
import { bold, lines, paragraphs, type View } from './view.ts';
import { type Guest, isResident } from './who.ts';

const helpRoute = route('help', {});

/** What can be done here and how: in a few lines, with the phones. */
export function helpView(guest: Guest): View {
  const { t } = guest;
  const topics = ['words', 'service', 'payments', ...(guest.modules.meters ? ['meters'] : []), 'news', 'chat', 'tabs'];
  const commands = [
    'home',
    'service',
    'pay',
    ...(guest.modules.meters ? ['meters'] : []),
    'news',
    'chat',
    'settings',
    'help',
  ];
  return {
    text: paragraphs(
      bold(t('resident.help.title')),
      isResident(guest) ? lines(...topics.map((topic) => t(`resident.help.${topic}`))) : t('resident.help.stranger'),
      isResident(guest)
        ? lines(...commands.map((command) => `/${command} · ${t(`resident.commands.${command}`)}`))
        : null,
      phonesText(guest),
    ),
    rows: [
      [
        { label: t('resident.home.button'), route: 'home' },
        { label: t('resident.home.emergency'), route: 'sos' },
      ],
      [{ label: t('resident.kept.button'), route: keptRoute.to() }],
    ],
  };
}

export const helpScreens = [
  openScreen(helpRoute, false, async (guest) => ({ place: 'replace', view: helpView(guest) })),
];
