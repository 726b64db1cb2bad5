import type { Api } from 'grammy';
import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from '#api/core/log.ts';

/** What we ask Telegram for; `pre_checkout_query` must be named to arrive. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'pre_checkout_query',
  'my_chat_member',
] as const;

/**
 * Takes a batch, handles different chats side by side and one chat in order, and only then confirms it with the next
 * offset: a kill redelivers what was not handled. A batch that could not be stored is tried again, from where it stopped.
 */
export function startPolling(api: Api, handle: (update: Update) => Promise<void>, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = poll();

  async function poll(): Promise<void> {
    let offset = 0;
    while (!stopping.signal.aborted) {
      try {
        const updates = await api.getUpdates(
          { offset, timeout: 30, limit: 100, allowed_updates: allowedUpdates },
          stopping.signal as never,
        );
        await handleBatch(updates);
        const last = updates.at(-1);
        if (last) offset = last.update_id + 1;
      } catch (error) {
        if (stopping.signal.aborted) return;
        const isConflict = error instanceof GrammyError && error.error_code === 409;
        log.warn({ error }, isConflict ? 'another process polls with this token' : 'polling failed');
        await pause(isConflict ? 5000 : 1000);
      }
    }
  }

  async function handleBatch(updates: Update[]): Promise<void> {
    const chats = new Map<number, Update[]>();
    for (const update of updates) {
      const chat = chatOf(update);
      chats.set(chat, [...(chats.get(chat) ?? []), update]);
    }
    const results = await Promise.allSettled([...chats.values()].map(inOrder));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async function inOrder(updates: Update[]): Promise<void> {
    for (const update of updates) await handle(update);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        done();
      });
    });
  }

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** The chat an update belongs to; taps and words of one person keep their order. */
export function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member;
  return message?.chat.id ?? update.callback_query?.from.id ?? update.pre_checkout_query?.from.id ?? 0;
}
