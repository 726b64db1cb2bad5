import type { Ctx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';

/** Why a message reached nobody: they blocked the bot, have no chat with it, or the messenger did not take it. */
export type NotDelivered = 'blocked' | 'no-chat' | 'refused';

/** What became of one message that left the company. `until`: quiet hours hold it for so long. */
export type MessageMark =
  | { state: 'on-its-way'; until: Instant | null }
  | { state: 'delivered' }
  | { state: 'not-delivered'; why: NotDelivered }
  | { state: 'taking-back' }
  | { state: 'taken-back' }
  | { state: 'not-taken-back' };

type Row = {
  takenBackAt: Instant | null;
  filesComing: number;
  waiting: number;
  notBefore: Instant | null;
  sent: number;
  retracting: number;
  stuck: number;
  failure: string | null;
};

/** Reads the mark of a message from its own deliveries, as things stand now. Refuses `message.not-found`. */
export async function readMark(ctx: Ctx, messageId: string): Promise<MessageMark> {
  const [row] = await ctx.db.$queryRaw<Row[]>`
    select m.taken_back_at as "takenBackAt",
      (select count(*)::int from attachment a where a.message_id = m.id and a.state = 'remote') as "filesComing",
      count(d.id) filter (where d.state in ('pending', 'sending'))::int as waiting,
      min(d.not_before) filter (where d.state in ('pending', 'sending')) as "notBefore",
      count(d.id) filter (where d.state = 'sent')::int as sent,
      count(d.id) filter (where d.state = 'retracting')::int as retracting,
      count(d.id) filter (where d.state = 'sent' and d.failure is not null)::int as stuck,
      max(d.failure) filter (where d.state in ('failed', 'unknown')) as failure
    from message m left join delivery d on d.message_id = m.id
    where m.id = ${messageId}::uuid group by m.id`;
  const facts = found(row, 'message');
  return facts.takenBackAt ? markOfTakenBack(facts) : markOfSaid(ctx, facts);
}

function markOfTakenBack({ waiting, sent, retracting, stuck }: Row): MessageMark {
  if (waiting + retracting + sent - stuck > 0) return { state: 'taking-back' };
  return { state: stuck > 0 ? 'not-taken-back' : 'taken-back' };
}

function markOfSaid(ctx: Ctx, { waiting, notBefore, sent, failure, filesComing }: Row): MessageMark {
  if (waiting > 0) return { state: 'on-its-way', until: notBefore && notBefore > ctx.now() ? notBefore : null };
  if (sent > 0) return { state: 'delivered' };
  if (failure !== null) {
    return { state: 'not-delivered', why: ['unreachable', 'no-address'].includes(failure) ? 'blocked' : 'refused' };
  }
  if (filesComing > 0) return { state: 'on-its-way', until: null };
  return { state: 'not-delivered', why: 'no-chat' };
}
