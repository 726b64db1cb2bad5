import { z } from 'zod';
import { findMessageByKey } from '#api/conversations/messages.ts';
import { systemActor } from '#api/core/actor.ts';
import { type Pump, startPump } from '#api/core/pump.ts';
import { realNow } from '#api/core/time.ts';
import { lastHeard, storeInbound } from '#api/inbound/inbound.ts';
import { listChannels } from '#api/staff/channels.ts';
import type { Desk } from './desk.ts';
import { readThreadWords } from './payloads.ts';
import { subjectOfThread } from './thread-subject.ts';

/** Slack tells an event again at once, after one and after five minutes, and never after: https://docs.slack.dev/apis/events-api */
const retriesSeconds = 15 * 60;
/** How far back we look when nothing was ever heard, and how old a card may be for its thread to be read. */
const firstSeconds = 24 * 3600;
const cardsSeconds = 30 * 24 * 3600;
const pageSize = 200;
const mostPages = 5;
const everyMs = 10 * 60_000;

const parent = z.object({ ts: z.string(), latest_reply: z.string() });

/**
 * Reads from our channels what colleagues wrote into the threads of cards while nobody listened for longer than Slack repeats
 * itself. On every (re)connection, told by `wake`, and every ten minutes; what was heard already is kept once. `heard` is called
 * when there was something new.
 */
export function startCatchingUp(desk: Desk, heard: () => void): Pump {
  const { ctx, client } = desk;
  async function catchUp(): Promise<boolean> {
    const now = realNow().getTime() / 1000;
    const since = ((await lastHeard(ctx, 'slack')) ?? now - firstSeconds) - retriesSeconds;
    const channels = new Set((await listChannels(ctx, systemActor)).map(({ channelId }) => channelId));
    for (const channel of channels) {
      // One channel that cannot be read leaves the others readable.
      await readChannel(channel, since, now - cardsSeconds).catch((error: unknown) => {
        ctx.log.warn({ error, channel }, 'a channel could not be caught up with');
      });
    }
    return false;
  }

  async function readChannel(channel: string, since: number, oldest: number): Promise<void> {
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const more = cursor ? { cursor } : {};
      const seen = await client.conversations.history({ channel, oldest: String(oldest), limit: pageSize, ...more });
      for (const message of seen.messages ?? []) {
        const thread = parent.safeParse(message);
        if (!thread.success || Number(thread.data.latest_reply) < since) continue;
        if (await subjectOfThread(desk, `${channel}:${thread.data.ts}`, message)) {
          await readThread(channel, thread.data.ts, since);
        }
      }
      cursor = seen.response_metadata?.next_cursor;
      if (!cursor) return;
    }
  }

  async function readThread(channel: string, ts: string, since: number): Promise<void> {
    let cursor: string | undefined;
    do {
      const more = cursor ? { cursor } : {};
      const seen = await client.conversations.replies({
        ...{ channel, ts, oldest: String(since), limit: pageSize },
        ...more,
      });
      for (const message of seen.messages ?? []) await keep({ ...message, type: 'message', channel });
      cursor = seen.response_metadata?.next_cursor;
    } while (cursor);
  }

  /** As if Slack had told it: the row is worked off like any other. */
  async function keep(event: Record<string, unknown>): Promise<void> {
    const words = readThreadWords(event);
    if (!words || (await findMessageByKey(ctx, words.key))) return;
    const row = { key: `${words.key}:caught`, source: 'slack', kind: 'message', line: words.ref };
    const body = JSON.parse(JSON.stringify({ type: 'event_callback', event }));
    if (await storeInbound(ctx, { ...row, body })) heard();
  }

  return startPump('slack catching up', catchUp, ctx.log, everyMs);
}
