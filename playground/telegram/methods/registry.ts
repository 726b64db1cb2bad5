import type { Method } from '../call.ts';
import { textParam } from '../call.ts';
import { describeFile } from '../files.ts';
import { answerCallbackQuery } from './callbacks.ts';
import { getChat, getChatMember, getUserProfilePhotos } from './chats.ts';
import { copyMessage, forwardMessage } from './copy.ts';
import { deleteMessage, deleteMessages } from './delete.ts';
import { editMessageCaption, editMessageMedia, editMessageReplyMarkup, editMessageText } from './edit.ts';
import { pinChatMessage, sendChatAction, setMessageReaction, unpinChatMessage } from './marks.ts';
import { sendDocument, sendMediaGroup, sendPhoto, sendVideo, sendVoice } from './media.ts';
import {
  answerPreCheckoutQuery,
  answerShippingQuery,
  createInvoiceLink,
  refundStarPayment,
  sendInvoice,
} from './payments.ts';
import {
  deleteMyCommands,
  getChatMenuButton,
  getMyCommands,
  profileMethods,
  setChatMenuButton,
  setMyCommands,
} from './profile.ts';
import { sendContact, sendLocation } from './small-content.ts';
import { sendMessage } from './text.ts';

const getMe: Method = (world) => ({
  ...world.bot,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
});

const getFile: Method = (world, call) => describeFile(world, textParam(call.params, 'file_id'));

/** Every method played here, by its name in the table; polling and webhooks are joined by the entry. */
export const registry: Record<string, Method> = {
  getMe,
  getFile,
  sendMessage,
  sendPhoto,
  sendDocument,
  sendVideo,
  sendVoice,
  sendMediaGroup,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  answerCallbackQuery,
  sendLocation,
  sendContact,
  copyMessage,
  forwardMessage,
  pinChatMessage,
  unpinChatMessage,
  sendChatAction,
  setMessageReaction,
  sendInvoice,
  createInvoiceLink,
  answerPreCheckoutQuery,
  answerShippingQuery,
  refundStarPayment,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  ...profileMethods,
  setChatMenuButton,
  getChatMenuButton,
  getChat,
  getChatMember,
  getUserProfilePhotos,
};
