import { ActError } from '../errors.ts';
import { privateChatOf, userOf } from '../post.ts';
import { isKnownReaction } from '../reactions.ts';
import { pushUpdate } from '../updates.ts';
import type { Chat, World } from '../world.ts';
import { type Action, needed, number, text } from './receive.ts';

/** Sets the person's one reaction; the same again takes it away. The bot hears of it only if it asked to. */
export function react(world: World, chat: Chat, action: Action): object {
  const messageId = needed(number(action, 'messageId'), 'messageId');
  const stored = world.messages.find(chat.id, messageId);
  if (!stored) throw new ActError(`there is no message ${messageId} in this chat`);
  const emoji = (text(action, 'emoji') ?? '').replaceAll('\uFE0F', '');
  if (emoji !== '' && !isKnownReaction(emoji)) throw new ActError(`${emoji} is no reaction`);
  const before = stored.reactions?.person ?? [];
  const after = emoji === '' || before.includes(emoji) ? [] : [emoji];
  stored.reactions = { ...stored.reactions, person: after };
  world.messages.save(stored);
  world.publish({ type: 'edit', chat: chat.id, messageId });
  const typed = (list: string[]) => list.map((one) => ({ type: 'emoji' as const, emoji: one }));
  const updateId = pushUpdate(
    world,
    'message_reaction',
    {
      chat: privateChatOf(chat.person),
      message_id: messageId,
      user: userOf(chat.person),
      date: world.clock.unix(),
      old_reaction: typed(before),
      new_reaction: typed(after),
    } as never,
    `reaction/${chat.id}`,
  );
  return { updateId };
}
