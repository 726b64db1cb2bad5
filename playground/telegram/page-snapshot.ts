import type { Message } from '@grammyjs/types';
import { commandsFor, menuButtonOf, profileText } from './profile.ts';
import { currentWebhook } from './webhook-state.ts';
import type { Chat, World } from './world.ts';

const countedByPage = 50;

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
    chats: [...world.chats.values()].map((chat) => chatForPage(world, chat)),
  };
}

function chatForPage(world: World, chat: Chat) {
  const messages = world.messages.list(chat.id).filter((stored) => !stored.deleted);
  const last = messages.at(-1);
  return {
    person: chat.person,
    started: chat.started,
    blocked: chat.blocked,
    last: last
      ? {
          message_id: last.message.message_id,
          date: last.message.date,
          preview: previewOf(last.message),
          outgoing: last.outgoing,
        }
      : null,
    byBot: messages
      .filter((stored) => stored.outgoing)
      .slice(-countedByPage)
      .map((stored) => stored.message.message_id),
    commands: commandsFor(world, chat.person),
    keyboard: chat.keyboard?.markup ?? null,
    menuButton: menuButtonOf(world, chat.id),
  };
}

const pictograms: [string, string][] = [
  ['photo', '🖼'],
  ['video', '🎬'],
  ['voice', '🎤'],
  ['document', '📎'],
  ['sticker', '😀'],
  ['contact', '👤'],
  ['location', '📍'],
  ['invoice', '💳'],
  ['successful_payment', '💳 ✓'],
];

function previewOf(message: Message): string {
  const words = message.text ?? message.caption ?? '';
  const sign = pictograms.find(([kind]) => kind in message)?.[1] ?? '';
  return `${sign} ${words}`.trim().slice(0, 100);
}
