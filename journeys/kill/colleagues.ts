import { channel } from '../steps/claim.ts';
import type { House } from '../support/house.ts';
import { findElement, shownIn } from '../support/people.ts';
import type { SlackMessage } from '../support/playground.ts';
import type { Book } from './book.ts';
import { type Accepted, found, newWords } from './residents.ts';

/** Presses Claim on whatever card offers it. What Slack could not hand over was not accepted, and is tried again. */
export function claim(house: House, book: Book, user: string, accepted: Accepted): void {
  book.keepDoing('claim', async (operation) => {
    const { messages } = await house.playground.slack(channel);
    // A ping offers Claim too, but does not change like a card.
    const isCard = (one: SlackMessage) =>
      !one.thread_ts && JSON.stringify(one.blocks ?? []).includes('"block_id":"ticket:');
    const card = messages.reverse().find((one) => isCard(one) && findElement(one.blocks, /^ticket-claim$/));
    const number = Number(/№ (\d+) ·/.exec(card ? shownIn(card) : '')?.[1]);
    const [ticket] = number
      ? await house.database.query<{ id: string }>('select id from ticket where number = $1', [number])
      : [];
    if (!card || !ticket) return pause(200);
    const value = findElement(card.blocks, /^ticket-claim$/)?.value;
    const click = {
      surface: 'slack',
      user,
      do: 'click',
      channel,
      ts: card.ts,
      actionId: 'ticket-claim',
      value,
      wait: 2500,
    };
    const answer = await house.playground
      .act<{ ack?: unknown; failed?: string }>(click)
      .catch(() => ({ failed: 'gone' }));
    if ('failed' in answer || answer.ack === null) return pause(200);
    accepted.claims.push({ ticketId: ticket.id, user });
    await operation.step(
      'claims',
      async () => {},
      () =>
        found(house, `select id from ticket where id = $1 and (assignee_id is not null or status <> 'new')`, [
          ticket.id,
        ]),
    );
    await operation.step(
      'sees the card change',
      async () => {},
      async () => {
        const now = (await house.playground.slack(channel)).messages.find((one) => one.ts === card.ts);
        return !findElement(now?.blocks, /^ticket-claim$/);
      },
    );
  });
}

/** Notes into the threads of cards, for colleagues only. */
export function note(house: House, book: Book, user: string, accepted: Accepted): void {
  book.keepDoing('note', async (operation) => {
    const { messages } = await house.playground.slack(channel);
    // What only one person sees may name a request too, but has no thread.
    const cards = messages.filter((one) => !one.thread_ts && /^№ \d+ ·/.test(shownIn(one)));
    const card = cards.at(-1 - (accepted.notes.length % Math.max(1, Math.min(5, cards.length))));
    if (!card) return pause(200);
    const text = newWords('note');
    accepted.notes.push(text);
    await operation.step(
      'writes a note',
      () => house.playground.act({ surface: 'slack', user, do: 'message', channel, text, threadTs: card.ts }),
      () => found(house, 'select id from message where text = $1', [text]),
    );
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
