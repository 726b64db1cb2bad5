import type { Message } from './blocks.ts';
import type { Desk } from './desk.ts';
import { codeOf } from './refusals.ts';

/**
 * Posts into a channel when it is the channel's turn, and gives back the reference `<channel>:<ts>`. A public channel that we were
 * not invited to is joined first.
 */
export async function post(desk: Desk, channel: string, message: Message, threadTs?: string): Promise<string> {
  await desk.pace.turn(channel);
  const thread = threadTs ? { thread_ts: threadTs } : {};
  const args = { channel, ...message, ...thread, unfurl_links: false, unfurl_media: false };
  try {
    const { ts } = await desk.client.chat.postMessage(args);
    return `${channel}:${ts}`;
  } catch (error) {
    if (codeOf(error) !== 'not_in_channel') throw error;
    await desk.client.conversations.join({ channel });
    const { ts } = await desk.client.chat.postMessage(args);
    return `${channel}:${ts}`;
  }
}
