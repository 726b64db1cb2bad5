import { type Locale, locales, translator } from '#locales/translate.ts';

const tabs = ['home', 'service', 'payments', 'news', 'meters'] as const;
type Tab = (typeof tabs)[number];

/** Where a tab or a command leads. */
const routes: Record<Tab, string> = {
  home: 'home',
  service: 'svc',
  payments: 'pay',
  news: 'news',
  meters: 'meters',
};

const commandRoutes = {
  start: 'start',
  home: 'home',
  service: 'svc',
  pay: 'pay',
  meters: 'meters',
  news: 'news',
  chat: 'chat',
  settings: 'set',
  help: 'help',
} as const;

/** The labels of the tab bar in a language, row by row. */
export function tabBar(locale: Locale, modules: { meters: boolean }): string[][] {
  const t = translator(locale);
  const label = (tab: Tab) => t(`resident.tabs.${tab}`);
  const last = modules.meters ? [label('news'), label('meters')] : [label('news')];
  return [[label('home'), label('service'), label('payments')], last];
}

/** The label of the button that shares one's own phone number. */
export function phoneButton(locale: Locale): string {
  return translator(locale)('resident.join.share-phone');
}

/** What leads somewhere as it stands: the tabs, and the word of who has no time to look for a button. */
const byLabel = new Map(
  locales.flatMap((locale) => {
    const t = translator(locale);
    const ofTabs = tabs.map((tab) => [plainLabel(t(`resident.tabs.${tab}`)), routes[tab]] as const);
    return [...ofTabs, [plainLabel(t('resident.home.emergency')), 'sos'] as const];
  }),
);

/** The route behind a tab's label, or behind "emergency", in any language, whatever the chat speaks now; null for other words. */
export function routeOfTab(text: string): string | null {
  return byLabel.get(plainLabel(text)) ?? null;
}

/** The route behind a command, or null for an unknown one. */
export function routeOfCommand(name: string): string | null {
  return Object.entries(commandRoutes).find(([command]) => command === name)?.[1] ?? null;
}

/** The commands of the bot with their descriptions, for the messenger's menu. */
export function commands(locale: Locale): { command: string; description: string }[] {
  const t = translator(locale);
  return Object.keys(commandRoutes).map((command) => ({ command, description: t(`resident.commands.${command}`) }));
}

/** A label without its picture and its case: people type "home", and old clients drop emoji. */
function plainLabel(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
    .toLowerCase();
}
