import type { Method } from './method.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { conversationEditMethods } from './methods/conversations-edit.ts';
import { fileMethods } from './methods/files.ts';
import { markMethods } from './methods/marks.ts';
import { teamMethods } from './methods/team.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';

/** Every method there is; any other name is `unknown_method`. */
export const methods: Record<string, Method | undefined> = Object.assign(Object.create(null), {
  ...teamMethods,
  ...chatMethods,
  ...viewMethods,
  ...conversationMethods,
  ...conversationEditMethods,
  ...userMethods,
  ...markMethods,
  ...fileMethods,
});
