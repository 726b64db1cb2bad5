import { z } from 'zod';
import { longId } from '#api/core/ids.ts';
import { findCardByRef } from '#api/notifications/cards.ts';
import { servicesOfChannel } from '#api/staff/channels.ts';
import type { Desk } from './desk.ts';

/** What a thread is about, as far as its words are kept. */
export type ThreadSubject = { type: 'ticket' | 'conversation'; id: string };

/**
 * What the thread under `ref` (`<channel>:<ts>`) is about: the subject of the card it hangs on; else the ticket that another message of
 * ours names, such as a ping, or a card whose place a newer one took. Null for threads of others. `root` is the message it hangs on,
 * where the caller has it.
 */
export async function subjectOfThread(desk: Desk, ref: string, root?: unknown): Promise<ThreadSubject | null> {
  const card = await findCardByRef(desk.ctx, 'slack', ref);
  if (card)
    return card.subject.type === 'ticket' || card.subject.type === 'conversation' ? asSubject(card.subject) : null;
  const [channel = '', ts = ''] = ref.split(':');
  if ((await servicesOfChannel(desk.ctx, channel)).length === 0) return null;
  const id = ticketNamed(root ?? (await readRoot(desk, channel, ts)));
  return id ? { type: 'ticket', id } : null;
}

async function readRoot({ client }: Desk, channel: string, ts: string): Promise<unknown> {
  const { messages = [] } = await client.conversations.replies({ channel, ts, limit: 1 });
  return messages.find((one) => one.ts === ts);
}

const ours = z.object({ bot_id: z.string(), blocks: z.array(z.object({ block_id: z.string().catch('') })) });

/** Messages of ours that are about a ticket name it in the id of a block. */
function ticketNamed(message: unknown): string | null {
  const root = ours.safeParse(message);
  if (!root.success) return null;
  for (const { block_id } of root.data.blocks) {
    const short = /^(?:ticket|clock|about):([\w-]{22})$/.exec(block_id)?.[1];
    if (short) return longId(short);
  }
  return null;
}

function asSubject({ type, id }: { type: string; id: string }): ThreadSubject {
  return { type: type === 'ticket' ? 'ticket' : 'conversation', id };
}
