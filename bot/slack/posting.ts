import { z } from 'zod';
import { noteChannelFound, noteChannelLost } from '#api/staff/channels.ts';
import type { Message } from './blocks.ts';
import type { Desk } from './desk.ts';
import { codeOf, refusalOf } from './refusals.ts';

/** Where something is posted, and what it is: `of` is the id of its card or delivery, and whether somebody tried to post it before. */
export type Place = { channel: string; threadTs?: string; of?: { id: string; isRetry: boolean } };

/**
 * Posts into a channel when it is the channel's turn, and gives back the reference `<channel>:<ts>`. A public channel that we were
 * not invited to is joined first. What an earlier attempt posted, and died before it could say so, is edited and not posted twice.
 */
export async function post(desk: Desk, place: Place, message: Message): Promise<string> {
  const { channel, threadTs, of } = place;
  const standing = of?.isRetry ? await findPosted(desk, place, of.id) : null;
  const metadata = of ? { metadata: { event_type: 'domovoy_post', event_payload: { of: of.id } } } : {};
  if (standing) {
    await desk.client.chat.update({ channel, ts: standing, ...message, ...metadata });
    return `${channel}:${standing}`;
  }
  await desk.pace.turn(channel);
  const thread = threadTs ? { thread_ts: threadTs } : {};
  const args = { channel, ...message, ...metadata, ...thread, unfurl_links: false, unfurl_media: false };
  const { ts } = await desk.client.chat.postMessage(args).catch(async (error) => {
    if (codeOf(error) !== 'not_in_channel') throw error;
    await desk.client.conversations.join({ channel });
    return desk.client.chat.postMessage(args);
  });
  await findChannel(desk, channel);
  return `${channel}:${ts}`;
}

const marked = z.object({ metadata: z.object({ event_payload: z.object({ of: z.string() }) }) });

/** Where it stands already, among the newest of its channel or thread. Direct messages cannot be read. */
async function findPosted({ client }: Desk, { channel, threadTs }: Place, id: string): Promise<string | null> {
  if (!/^[CG]/.test(channel)) return null;
  const { messages = [] } = await (threadTs
    ? client.conversations.replies({ channel, ts: threadTs, limit: 1000, include_all_metadata: true })
    : client.conversations.history({ channel, limit: 200, include_all_metadata: true })
  ).catch((error: unknown) => {
    // Whoever posts knows what to do about a channel we are not in, or a thread that is gone.
    if (refusalOf(error) === 'no-place' || refusalOf(error) === 'gone') return { messages: [] };
    throw error;
  });
  return messages.find((one) => marked.safeParse(one).data?.metadata.event_payload.of === id)?.ts ?? null;
}

/** Slack does not let us into a channel any more: the company is told, once. */
export async function loseChannel({ ctx, open }: Desk, channel: string, why: string): Promise<void> {
  open.delete(channel);
  await noteChannelLost(ctx, channel, why);
}

/** Asks Slack whether we could post there, without posting anything; whatever we thought of it before, that is the truth now. */
export async function checkChannel(desk: Desk, channel: string): Promise<void> {
  desk.open.delete(channel);
  try {
    const { channel: now } = await desk.client.conversations.info({ channel });
    if (now?.is_archived) return await loseChannel(desk, channel, 'is_archived');
    // A public one is joined when there is something to post.
    if (now?.is_private && !now.is_member) return await loseChannel(desk, channel, 'not_in_channel');
    await findChannel(desk, channel);
  } catch (error) {
    if (refusalOf(error) !== 'no-place') throw error;
    await loseChannel(desk, channel, codeOf(error) ?? 'no-place');
  }
}

/** What could be posted to is not lost, whatever we thought of it before. */
async function findChannel({ ctx, open }: Desk, channel: string): Promise<void> {
  if (open.has(channel)) return;
  await noteChannelFound(ctx, channel);
  open.add(channel);
}
