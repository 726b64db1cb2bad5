import { listMessages } from '#api/conversations/talk.ts';
import { systemActor } from '#api/core/actor.ts';
import { monotonicMs } from '#api/core/time.ts';
import { type DeliveryReport, deliveryReport } from '#api/notifications/deliveries.ts';
import type { NoticeMessage } from '#api/notifications/notice-message.ts';
import type { Template } from '#api/notifications/templates.ts';
import type { Desk } from './desk.ts';
import { companySpeech } from './speech.ts';
import { type Mark, replyNotice } from './thread-notices.ts';

/** Knows what became of replies, and keeps the lines that say so true. */
export type Marks = {
  /** The mark of a reply that is to be posted now; null: usually it is delivered in a moment, ask again. */
  first(message: NoticeMessage): Promise<Mark | null>;
  /** Mends the line at `ref` when the mark changes. Forgotten with the process: the line then stays "on its way". */
  follow(message: NoticeMessage, ref: string): void;
  stop(): void;
};

/** How long a reply's line waits for its mark before it is posted without one, in ms. */
const patienceMs = 4000;
/** Looked at after 2, 4, 8 … seconds, at most every ten minutes, for about a day. */
const looks = 150;

export function createMarks(desk: Desk): Marks {
  const firstAsked = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();

  function lookLater(message: NoticeMessage, ref: string, count: number): void {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        look(message, ref, count).catch((error: unknown) => {
          desk.ctx.log.warn({ error, messageId: message.id }, 'a delivery mark was not mended');
          if (count < looks) lookLater(message, ref, count + 1);
        });
      },
      Math.min(2000 * 2 ** count, 600_000),
    );
    timer.unref();
    timers.add(timer);
  }

  async function look(message: NoticeMessage, ref: string, count: number): Promise<void> {
    const mark = await readMark(desk, message);
    if (mark === 'on-its-way') {
      if (count < looks) lookLater(message, ref, count + 1);
      return;
    }
    const [channel = '', ts = ''] = ref.split(':');
    await desk.client.chat.update({ channel, ts, ...replyNotice(await companySpeech(desk.ctx), message, mark) });
  }

  return {
    async first(message) {
      const mark = await readMark(desk, message);
      const asked = firstAsked.get(message.id) ?? monotonicMs();
      if (mark === 'on-its-way' && monotonicMs() - asked < patienceMs) {
        firstAsked.set(message.id, asked);
        return null;
      }
      firstAsked.delete(message.id);
      return mark;
    },
    follow: (message, ref) => lookLater(message, ref, 0),
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/**
 * Every reply of a talk is one message to the resident: when as many were accepted as were said, this one was. While any is
 * still going out, so may this one be.
 */
async function readMark(desk: Desk, message: NoticeMessage): Promise<Mark> {
  const { ticketId, conversationId } = message;
  const subject = ticketId ? { type: 'ticket', id: ticketId } : { type: 'conversation', id: conversationId };
  const templates: Template[] = ticketId ? ['ticket-message', 'ticket-question'] : ['chat-message'];
  const reports = await Promise.all(templates.map((template) => deliveryReport(desk.ctx, subject, template)));
  const sum = (what: keyof DeliveryReport) => reports.reduce((all, report) => all + report[what], 0);
  if (sum('waiting') > 0) return 'on-its-way';
  return sum('sent') >= (await countReplies(desk, conversationId)) ? 'delivered' : 'not-delivered';
}

async function countReplies({ ctx }: Desk, conversationId: string): Promise<number> {
  let count = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(ctx, systemActor, {
      conversationId,
      after,
      limit: 200,
    });
    count += page.items.filter((one) => one.author.kind === 'staff' && one.visibility === 'resident').length;
    after = page.next;
  } while (after !== null);
  return count;
}
