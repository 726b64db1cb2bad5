import type { Method } from '../call.ts';
import { numberParam, textParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import { chatToWrite, postAsBot, shown } from '../post.ts';
import { countSending, readPostOptions } from './common.ts';

export const sendLocation: Method = (world, call) => {
  const { params } = call;
  const latitude = numberParam(params, 'latitude') ?? Number.NaN;
  const longitude = numberParam(params, 'longitude') ?? Number.NaN;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw badRequest('wrong latitude or longitude');
  const livePeriod = numberParam(params, 'live_period');
  if (livePeriod !== undefined && livePeriod !== 0x7fffffff && (livePeriod < 60 || livePeriod > 86_400)) {
    throw badRequest('wrong live location period specified');
  }
  const accuracy = numberParam(params, 'horizontal_accuracy');
  const location = {
    latitude,
    longitude,
    ...(accuracy === undefined ? {} : { horizontal_accuracy: accuracy }),
    ...(livePeriod === undefined ? {} : { live_period: livePeriod }),
  };
  const chat = chatToWrite(world, params.chat_id);
  const options = readPostOptions(world, chat, params);
  countSending(world, call, chat);
  return shown(world, postAsBot(world, chat, { location }, options));
};

export const sendContact: Method = (world, call) => {
  const { params } = call;
  const phone = textParam(params, 'phone_number');
  const firstName = textParam(params, 'first_name');
  if (phone === '') throw badRequest('parameter "phone_number" is required');
  if (firstName === '') throw badRequest('parameter "first_name" is required');
  const lastName = textParam(params, 'last_name');
  const vcard = textParam(params, 'vcard');
  const contact = {
    phone_number: phone,
    first_name: firstName,
    ...(lastName ? { last_name: lastName } : {}),
    ...(vcard ? { vcard } : {}),
  };
  const chat = chatToWrite(world, params.chat_id);
  const options = readPostOptions(world, chat, params);
  countSending(world, call, chat);
  return shown(world, postAsBot(world, chat, { contact }, options));
};
