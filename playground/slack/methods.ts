import type { Method } from './method.ts';
import { chatMethods } from './methods/chat.ts';
import { teamMethods } from './methods/team.ts';
import { viewMethods } from './methods/views.ts';

/** Every method there is; any other name is `unknown_method`. */
export const methods: Record<string, Method | undefined> = Object.assign(Object.create(null), {
  ...teamMethods,
  ...chatMethods,
  ...viewMethods,
});
