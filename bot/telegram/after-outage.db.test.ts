import { type Api, GrammyError, HttpError } from 'grammy';
import type { Message } from 'grammy/types';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replyToResident, writeToCompany } from '#api/conversations/talk.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { bumpCards, type CardSubject, findCard, placeCard } from '#api/notifications/cards.ts';
import { deliver } from '#api/notifications/deliver.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { startTicket } from '#api/tickets/start-ticket.ts';
import type { TicketSummary } from '#api/tickets/summary.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { startDelivering } from './delivering.ts';
import { createSlots } from './slots.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let boris: TestResident;
let sergey: StaffActor;
let ticket: TicketSummary;
let telegram: ReturnType<typeof aTelegram>;
const talks = new Map<TestResident, string>();

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  boris = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx, 'dispatcher', 'technician');
  for (const one of [anna, boris]) {
    const words = { unitId: flat.unitId, text: 'Hello', files: [] };
    talks.set(one, (await writeToCompany(house.ctx, one, words)).conversationId);
  }
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.ctx.db.card.deleteMany({});
  await house.ctx.db.delivery.deleteMany({});
  ticket = await aTicket(house.ctx, anna, flat);
  telegram = aTelegram();
});

/** A Telegram that can be away; what it took, in the order it took it. What comes first is longest on its way. */
function aTelegram() {
  const took: { to: number; text: string; edited?: number }[] = [];
  const us = { away: null as (() => Error) | null, chokesOn: 'nothing', took, tries: 0, api: {} as Api };
  const take = async (one: { to: number; text: string; edited?: number }): Promise<Message> => {
    us.tries += 1;
    if (us.away) throw us.away();
    if (one.text.includes(us.chokesOn)) throw refusal(500);
    for (let turn = 0; turn < (one.text.includes('word 1') ? 50 : 1); turn += 1) await new Promise(setImmediate);
    took.push(one);
    return { message_id: 100 + took.length } as Message;
  };
  us.api = {
    sendMessage: (to: number, text: string) => take({ to, text }),
    editMessageText: (to: number, edited: number, text: string) => take({ to, text, edited }),
  } as unknown as Api;
  return us;
}

function refusal(code: number, retryAfter?: number): GrammyError {
  const parameters = retryAfter === undefined ? {} : { retry_after: retryAfter };
  const answer = { ok: false as const, error_code: code, description: 'no', parameters };
  return new GrammyError('refused', answer, 'sendMessage', {});
}

/** A process that delivers, poked while `during` goes on. */
async function delivering(during: () => Promise<unknown>): Promise<void> {
  const { api } = telegram;
  const slots = createSlots(() => 24);
  const pumps = startDelivering(house.ctx, { interactive: api, bulk: api }, slots);
  const poke = setInterval(() => pumps.wake(), 50);
  await during().finally(() => clearInterval(poke));
  await pumps.stop();
}

const until = (what: () => unknown) => expect.poll(what, { timeout: 15_000 }).toBeTruthy();

/** Somebody at the desk answers: one more message to them. */
async function say(to: TestResident, text: string): Promise<void> {
  const { ctx } = house;
  house.clock.advance('PT1S');
  const conversationId = talks.get(to) ?? '';
  await inTransaction(ctx, async (tx) => {
    const { messageId } = await replyToResident(tx, sergey, { conversationId, text });
    const subject = { type: 'conversation' as const, id: conversationId };
    const what = { template: 'chat-message' as const, subject, data: { messageId }, messageId };
    const recipient = { residentId: to.residentId };
    await deliver(tx, { ...what, eventKey: messageId, manner: 'loud', recipient });
  });
}

const toldTo = ({ address }: TestResident) =>
  telegram.took.filter((one) => one.to === Number(address) && !one.edited).map((one) => /word \d+/.exec(one.text)?.[0]);
const shown = async (subject: CardSubject, place: string) => (await findCard(house.ctx, subject, place))?.shownVersion;
/** The oldest of a person waits for its next try, and those behind it with it. */
const isPutOff = async () => {
  const rows = await house.ctx.db.$queryRaw<unknown[]>`
    select from delivery where state = 'pending' and leased_until > clock_timestamp()`;
  return rows.length === 1;
};
const allSent = async () => (await house.ctx.db.delivery.count({ where: { state: { not: 'sent' } } })) === 0;
/** The waits are of the database's own clock: they are made longer, or over. */
const stretchWaits = () =>
  house.ctx.db.$executeRaw`update delivery set leased_until = leased_until + interval '1 hour'`;
const endWaits = async () => {
  await house.ctx.db.$executeRaw`update delivery set leased_until = clock_timestamp() - interval '1 second'`;
  await house.ctx.db.$executeRaw`update card set leased_until = null`;
};

describe('after an outage of Telegram', () => {
  it.each([
    ['nobody answers', () => new HttpError('Network request failed', new Error('ECONNREFUSED'))],
    ['it answers 502', () => refusal(502)],
    ['it answers 429', () => refusal(429, 7)],
  ])('what waited while %s arrives once and in order, and the card shows the present alone', async (_, away) => {
    const { ctx } = house;
    const subject = { type: 'ticket' as const, id: ticket.id };
    const place = `resident:${anna.residentId}`;
    const card = { subject, place, channel: 'telegram' as const, platformRef: `${anna.address}:900` };
    await placeCard(ctx, card);
    telegram.away = away;
    for (const number of [1, 2, 3]) await say(anna, `word ${number}`);
    await claimTicket(ctx, sergey, { ticketId: ticket.id });
    await bumpCards(ctx, subject, 2);
    await delivering(() => until(isPutOff));
    await startTicket(ctx, sergey, { ticketId: ticket.id });
    await bumpCards(ctx, subject, 3);
    await endWaits();
    const triesBefore = telegram.tries;
    await delivering(async () => {
      await until(() => telegram.tries >= triesBefore + 2);
      await until(isPutOff);
    });
    expect(telegram.took).toEqual([]);

    // Telegram is back before the first of them is tried again, and another process delivers: nothing overtakes it.
    await stretchWaits();
    telegram.away = null;
    await say(anna, 'word 4');
    await say(boris, 'word 5');
    await delivering(() => until(() => toldTo(boris).length === 1));
    expect(toldTo(anna)).toEqual([]);

    await endWaits();
    await delivering(() => until(async () => (await allSent()) && (await shown(subject, place)) === 3));
    expect(toldTo(anna)).toEqual(['word 1', 'word 2', 'word 3', 'word 4']);
    expect(toldTo(boris)).toEqual(['word 5']);
    const edits = telegram.took.filter(({ edited }) => edited === 900);
    expect(edits).toHaveLength(1);
    expect(edits[0]?.text).toMatch(/State: In work/);
    expect((await ctx.db.delivery.findMany()).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it('a message that Telegram alone cannot take does not hold up the others for long', async () => {
    telegram.chokesOn = 'word 1';
    await say(anna, 'word 1');
    await say(anna, 'word 2');
    await delivering(async () => {
      await until(isPutOff);
      let number = 3;
      for (; toldTo(anna).length === 0; number += 1) {
        await say(boris, `word ${number}`);
        await until(() => toldTo(boris).at(-1) === `word ${number}`);
        const before = telegram.tries;
        await endWaits();
        await until(() => telegram.tries > before);
      }
      expect(number).toBeGreaterThan(5);
    });
    expect(toldTo(anna)).toEqual(['word 2']);
    expect(await house.ctx.db.delivery.findFirstOrThrow({ where: { state: 'pending' } })).toHaveProperty(
      'failure',
      'outage',
    );
  });
});
