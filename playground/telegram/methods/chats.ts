import type { ChatFullInfo, ChatMember } from '@grammyjs/types';
import { type Method, numberParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import { chatToRead, privateChatOf, shown, userOf } from '../post.ts';

export const getChat: Method = (world, call): ChatFullInfo => {
  const chat = chatToRead(world, call.params.chat_id);
  const { type: _, ...names } = privateChatOf(chat.person);
  const pinned = chat.pinned.length > 0 ? world.messages.find(chat.id, chat.pinned.at(-1) ?? 0) : undefined;
  return {
    ...names,
    type: 'private',
    ...(chat.person.username ? { active_usernames: [chat.person.username] } : {}),
    accent_color_id: chat.id % 7,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: true,
      limited_gifts: true,
      unique_gifts: true,
      premium_subscription: true,
      gifts_from_channels: true,
    },
    ...(pinned ? { pinned_message: shown(world, pinned) } : {}),
  } as ChatFullInfo;
};

/** In a private chat there are two: the person and the bot. */
export const getChatMember: Method = (world, call): ChatMember => {
  const chat = chatToRead(world, call.params.chat_id);
  const user = numberParam(call.params, 'user_id');
  if (!user) throw badRequest('invalid user_id specified');
  if (user === world.bot.id) return { status: 'member', user: { ...world.bot } };
  if (user !== chat.id) throw badRequest('PARTICIPANT_ID_INVALID');
  return { status: 'member', user: userOf(chat.person) };
};

/** Nobody here shows their face. */
export const getUserProfilePhotos: Method = (world, call) => {
  const user = numberParam(call.params, 'user_id');
  if (!user) throw badRequest('invalid user_id specified');
  if (user !== world.bot.id && !world.chats.get(user)?.started) throw badRequest('user not found');
  return { total_count: 0, photos: [] };
};
