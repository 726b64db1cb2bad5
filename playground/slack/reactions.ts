import type { Message } from './model.ts';
import { shownMessage } from './transcript.ts';
import type { World } from './world.ts';

/** Adds a person's reaction; false when it is there already. */
export function react(world: World, message: Message, user: string, name: string): boolean {
  let reaction = message.reactions.find((one) => one.name === name);
  if (reaction?.users.includes(user)) return false;
  if (!reaction) {
    reaction = { name, users: [] };
    message.reactions.push(reaction);
  }
  reaction.users.push(user);
  tell(world, message);
  return true;
}

/** Takes a person's reaction back; false when there is none. */
export function unreact(world: World, message: Message, user: string, name: string): boolean {
  const reaction = message.reactions.find((one) => one.name === name);
  if (!reaction?.users.includes(user)) return false;
  reaction.users = reaction.users.filter((one) => one !== user);
  message.reactions = message.reactions.filter((one) => one.users.length > 0);
  tell(world, message);
  return true;
}

function tell(world: World, message: Message): void {
  world.touch();
  const { channel, ts } = message;
  world.feed.tell({ type: 'reaction', channel, ts, message: shownMessage(world, message) });
}
