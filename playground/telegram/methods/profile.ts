import type { BotCommand, BotCommandScope, MenuButton } from '@grammyjs/types';
import { type Call, type Method, numberParam, textParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import { chatToRead } from '../post.ts';
import { commandsKey, menuButtonOf, type ProfileText, profileText } from '../profile.ts';
import type { World } from '../world.ts';

/** Two letters of ISO 639-1, or nothing for everybody else. */
function languageOf(call: Call): string {
  const code = textParam(call.params, 'language_code');
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}

function placeOf(world: World, call: Call): string {
  const scope = call.params.scope as BotCommandScope | undefined;
  if (scope && 'chat_id' in scope) chatToRead(world, scope.chat_id);
  return commandsKey(scope, languageOf(call));
}

export const setMyCommands: Method = (world, call) => {
  const commands = (call.params.commands ?? []) as BotCommand[];
  if (call.params.commands === undefined) throw badRequest('parameter "commands" is required');
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const clean = commands.map(({ command, description }) => ({
    command: command.replace(/^\//, ''),
    description: description.trim(),
  }));
  for (const { command, description } of clean) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description === '') throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  world.facts.put(placeOf(world, call), clean);
  world.publish({ type: 'profile' });
  return true;
};

export const getMyCommands: Method = (world, call) => world.facts.get(placeOf(world, call)) ?? [];

export const deleteMyCommands: Method = (world, call) => {
  world.facts.delete(placeOf(world, call));
  world.publish({ type: 'profile' });
  return true;
};

const setText =
  (what: ProfileText): Method =>
  (world, call) => {
    world.facts.put(`profile:${what}:${languageOf(call)}`, textParam(call.params, what).trim());
    world.publish({ type: 'profile' });
    return true;
  };
const getText =
  (what: ProfileText): Method =>
  (world, call) => ({ [what]: profileText(world, what, languageOf(call)) });

export const profileMethods: Record<string, Method> = {
  setMyName: setText('name'),
  getMyName: getText('name'),
  setMyDescription: setText('description'),
  getMyDescription: getText('description'),
  setMyShortDescription: setText('short_description'),
  getMyShortDescription: getText('short_description'),
};

export const setChatMenuButton: Method = (world, call) => {
  const chat = numberParam(call.params, 'chat_id');
  const button = (call.params.menu_button as MenuButton | undefined) ?? { type: 'default' };
  if (button.type === 'web_app' && !button.web_app.url.startsWith('https://')) {
    throw badRequest(`menu button Web App URL '${button.web_app.url}' is invalid: Only HTTPS links are allowed`);
  }
  if (chat !== undefined) chatToRead(world, chat);
  world.facts.put(`menu:${chat ?? ''}`, button);
  world.publish({ type: 'profile' });
  return true;
};

export const getChatMenuButton: Method = (world, call) => menuButtonOf(world, numberParam(call.params, 'chat_id'));
