import { expect } from 'vitest';
import type { House } from '../support/house.ts';
import { type ColleagueHand, findElement, type ResidentHand, shownIn } from '../support/people.ts';
import type { SlackMessage } from '../support/playground.ts';
import { eventually } from '../support/processes.ts';

export const desk = 'C0FRONTDESK';
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
/** The beginning of an Ogg file with Opus in it: enough to be known as a voice. */
const voice = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(64)]);

/** The resident writes, sends a photo and a voice message; all of it lands in one thread of the front desk. Gives the card. */
export async function writeToDesk(
  house: House,
  anna: ResidentHand,
  tamara: ColleagueHand,
  text: string,
): Promise<SlackMessage> {
  const { words } = house;
  await anna.say('/chat');
  await anna.sees(words.says('resident.chat.ask'));
  await anna.say(text);
  await anna.sees(words.says('resident.chat.sent'));
  await anna.send({ do: 'photo' });
  await anna.send({ do: 'voice', duration: 7 });
  const said = await tamara.sees(desk, new RegExp(text));
  expect(said.thread_ts).toBeDefined();
  await eventually('photo and voice are in the thread', async () => {
    const { messages } = await house.playground.slack(desk);
    const files = messages.filter((one) => one.thread_ts === said.thread_ts).flatMap((one) => one.files ?? []);
    return files.length >= 2;
  });
  const { messages } = await house.playground.slack(desk);
  const card = messages.find((one) => one.ts === said.thread_ts);
  if (!card) throw new Error('the thread has no card');
  return card;
}

/** A colleague answers, perhaps with a photo and a voice message; gives back the reply's line in the thread. */
export async function answerFromDesk(
  house: House,
  colleague: ColleagueHand,
  at: { channel: string; ts: string },
  text: string,
  withFiles = false,
): Promise<SlackMessage> {
  const act = (action: Record<string, unknown>) =>
    house.playground.act<{ fileId: string }>({ surface: 'slack', user: colleague.user, ...action });
  const files = withFiles
    ? [
        await act({ do: 'upload', name: 'riser.png', mime: 'image/png', base64: png }),
        await act({ do: 'upload', name: 'voice.ogg', mime: 'audio/ogg', base64: voice.toString('base64') }),
      ].map(({ fileId }) => fileId)
    : [];
  await colleague.open(at.channel, at.ts, /^conversation-reply$/);
  expect(await colleague.submit({ words: text, ...(files.length > 0 ? { files } : {}) })).toBeNull();
  return colleague.sees(at.channel, new RegExp(`${house.words.text('slack.thread.to-resident')}[^]*${text}`));
}

/** Waits until the line of a reply says something. */
export function lineSays(house: House, channel: string, ts: string, key: string): Promise<SlackMessage> {
  return eventually(
    `the line says ${key}`,
    async () => {
      const { messages } = await house.playground.slack(channel);
      return messages.find((one) => one.ts === ts && house.words.says(key).test(shownIn(one)));
    },
    { seconds: 40 },
  );
}

export async function hasTakeBack(house: House, channel: string, ts: string): Promise<boolean> {
  const { messages } = await house.playground.slack(channel);
  return findElement(messages.find((one) => one.ts === ts)?.blocks ?? [], /^message-take-back$/) !== null;
}
