import type { WebClient } from '@slack/web-api';
import type { Ctx } from '#api/core/ctx.ts';
import { type Message, paragraph } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import type { Pace } from './pace.ts';
import { codeOf, refusalOf } from './refusals.ts';

/** What every surface works with: the domain, Slack, and the pace of posts. */
export type Desk = {
  ctx: Ctx;
  client: WebClient;
  pace: Pace;
  /** Attachment → file in Slack, for the photos of cards this process has shown lately. */
  shelf: Map<string, string>;
  /** Channels we have posted to since Slack last refused us. */
  open: Set<string>;
  /** The admin page, without a slash at the end; null where nobody can reach it. */
  adminUrl: string | null;
  /** The workspace's own address, with a slash at the end; null until Slack has told us. */
  workspaceUrl: string | null;
};

/** Where somebody pressed or wrote, to answer them there. */
export type Spot = { userId: string; channelId: string | null; threadTs?: string | undefined };

/** The person is not in that channel, or we are not: then they are told in our direct conversation. */
const notThere = ['user_not_in_channel', 'channel_not_found', 'not_in_channel', 'is_archived', 'messages_tab_disabled'];

/** Says something to one person only, where they are; to whom Slack lets us say nothing, nothing. */
export async function tellAside(desk: Desk, spot: Spot, words: string): Promise<void> {
  await sayAside(desk, spot, { text: escapeText(words), blocks: [paragraph(words)] });
}

/** The same with a whole message. */
export async function sayAside({ client, ctx }: Desk, spot: Spot, message: Message): Promise<void> {
  const thread = spot.threadTs ? { thread_ts: spot.threadTs } : {};
  if (spot.channelId) {
    try {
      await client.chat.postEphemeral({ channel: spot.channelId, user: spot.userId, ...message, ...thread });
      return;
    } catch (error) {
      if (!notThere.includes(codeOf(error) ?? '')) throw error;
    }
  }
  try {
    await client.chat.postMessage({ channel: spot.userId, ...message });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== 'no-place' && refusal !== 'refused') throw error;
    ctx.log.warn({ error }, 'a colleague could not be told');
  }
}
