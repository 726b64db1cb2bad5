import { commandsFor, menuButtonOf, profileText } from './profile.ts';
import { currentWebhook } from './webhook-state.ts';
import type { World } from './world.ts';

/** What the page shows beside a chat's messages: the list of chats, commands, keyboards, the bot's profile. */
export function snapshotForPage(world: World) {
  const description = profileText(world, 'description', '');
  const short = profileText(world, 'short_description', '');
  const webhook = currentWebhook(world);
  return {
    bot: {
      id: world.bot.id,
      username: world.bot.username,
      first_name: profileText(world, 'name', ''),
      ...(description ? { description } : {}),
      ...(short ? { short_description: short } : {}),
    },
    webhook: webhook ? { url: webhook.url, lastErrorMessage: webhook.lastErrorMessage } : null,
    limits: world.limits.on,
    chats: [...world.chats.values()].map((chat) => ({
      id: chat.id,
      person: chat.person,
      started: chat.started,
      blocked: chat.blocked,
      /** With the message that brought it. */
      keyboard: chat.keyboard,
      commands: commandsFor(world, chat.person),
      menuButton: menuButtonOf(world, chat.id),
    })),
  };
}
