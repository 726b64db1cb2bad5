import type { BotCommand, BotCommandScope, MenuButton } from '@grammyjs/types';
import type { Person, World } from './world.ts';

/** One place a list of commands may be set for. */
export function commandsKey(scope: BotCommandScope | undefined, language: string): string {
  const kind = scope?.type ?? 'default';
  const chat = scope && 'chat_id' in scope ? `/${scope.chat_id}` : '';
  const user = scope && 'user_id' in scope ? `/${scope.user_id}` : '';
  return `commands:${kind}${chat}${user}:${language}`;
}

/** What a person sees in a private chat: the nearest scope wins, and in it their language. */
export function commandsFor(world: World, person: Person): BotCommand[] {
  const language = person.language_code?.slice(0, 2) ?? '';
  const scopes: (BotCommandScope | undefined)[] = [
    { type: 'chat', chat_id: person.id },
    { type: 'all_private_chats' },
    undefined,
  ];
  for (const scope of scopes) {
    for (const code of [language, '']) {
      const commands = world.facts.get(commandsKey(scope, code)) as BotCommand[] | undefined;
      if (commands && commands.length > 0) return commands;
    }
  }
  return [];
}

export type ProfileText = 'name' | 'description' | 'short_description';

/** A text of the bot's profile in a language; without one, in the default. */
export function profileText(world: World, what: ProfileText, language: string): string {
  const own = world.facts.get(`profile:${what}:${language}`) as string | undefined;
  if (own) return own;
  const common = world.facts.get(`profile:${what}:`) as string | undefined;
  return common || (what === 'name' ? world.bot.first_name : '');
}

export function menuButtonOf(world: World, chat: number | undefined): MenuButton {
  const own = chat === undefined ? undefined : (world.facts.get(`menu:${chat}`) as MenuButton | undefined);
  if (own && own.type !== 'default') return own;
  return (world.facts.get('menu:') as MenuButton | undefined) ?? { type: 'commands' };
}
