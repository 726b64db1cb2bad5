import { type Method, textParam } from '../call.ts';
import { badRequest, queryTooOld } from '../errors.ts';
import { queryLifetime } from '../updates.ts';

/** Answers a tap: once, and within 150 seconds of it. */
export const answerCallbackQuery: Method = (world, call) => {
  const { params } = call;
  const callback = world.callbacks.get(textParam(params, 'callback_query_id'));
  if (!callback || callback.answer || world.clock.now() - callback.at > queryLifetime) throw queryTooOld();
  const url = textParam(params, 'url');
  // Only games and links to the bot itself may be opened by an answer.
  if (url !== '' && !/^(https?:\/\/)?t\.me\//i.test(url) && !url.startsWith('tg://')) throw badRequest('URL_INVALID');
  callback.answer = { text: textParam(params, 'text'), show_alert: params.show_alert === true, url };
  world.callbacks.put(callback.id, callback);
  world.publish({ type: 'callback-answer', chat: callback.chat, callback });
  return true;
};
