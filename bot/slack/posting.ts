import { noteChannelFound, noteChannelLost } from '#api/staff/channels.ts';
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
  const { ts } = await desk.client.chat.postMessage(args).catch(async (error) => {
    if (codeOf(error) !== 'not_in_channel') throw error;
    await desk.client.conversations.join({ channel });
    return desk.client.chat.postMessage(args);
  });
  await findChannel(desk, channel);
  return `${channel}:${ts}`;
}

/** Slack does not let us into a channel any more: the company is told, once. */
export async function loseChannel({ ctx, open }: Desk, channel: string, why: string): Promise<void> {
  open.delete(channel);
  await noteChannelLost(ctx, channel, why);
}

/** What could be posted to is not lost, whatever we thought of it before. */
async function findChannel({ ctx, open }: Desk, channel: string): Promise<void> {
  if (open.has(channel)) return;
  await noteChannelFound(ctx, channel);
  open.add(channel);
}
