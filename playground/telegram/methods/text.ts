import type { Method } from '../call.ts';
import { chatToWrite, postAsBot, shown } from '../post.ts';
import { countSending, readPostOptions, readText } from './common.ts';

export const sendMessage: Method = (world, call) => {
  const content = readText(call.params);
  const chat = chatToWrite(world, call.params.chat_id);
  const options = readPostOptions(world, chat, call.params);
  countSending(world, call, chat);
  const preview = call.params.link_preview_options;
  return shown(
    world,
    postAsBot(world, chat, { ...content, ...(preview ? { link_preview_options: preview } : {}) }, options),
  );
};
