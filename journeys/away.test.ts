import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { answerFromDesk, desk, writeToDesk } from './steps/chat.ts';
import { channel } from './steps/claim.ts';
import { joinByCode } from './steps/join.ts';
import { type Reported, reportLeak } from './steps/report.ts';
import { type House, openHouse } from './support/house.ts';
import { colleagueByInvite, type Manager, managerByLink } from './support/manager.ts';
import { type ColleagueHand, type ResidentHand, shownIn } from './support/people.ts';
import { phone } from './support/phone.ts';
import type { SeenCall, SlackMessage } from './support/playground.ts';
import { eventually } from './support/processes.ts';

/** A messenger is away, in every way it can be: what waited comes afterwards, in order and once, and cards show the present alone. */

const away = [{ kind: 'outage' }, { kind: '500' }, { kind: '429', retryAfter: 2 }];

let house: House;
let anna: ResidentHand;
let sergey: ColleagueHand;
let tamara: ColleagueHand;
let atDesk: Manager;
let standing: Reported;
let cardTs: string;
let talk: SlackMessage;

beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
  );
  anna = await joinByCode(house);
  sergey = house.colleague('U0SERGEY');
  tamara = house.colleague('U0TAMARA');
  const [{ id: sergeyId } = { id: '' }] = await house.database.query<{ id: string }>(
    `select id from staff_member where slack_user_id = 'U0SERGEY'`,
  );
  atDesk = await colleagueByInvite(await managerByLink(house.product), house.product.url, sergeyId);
  standing = await reportLeak(house, anna);
  cardTs = (await sergey.card(channel, standing.number, house.words.says('slack.states.new'))).ts;
  talk = await writeToDesk(house, anna, tamara, 'Когда починят свет?');
  // The same words twice would be one request.
  await house.database.query(`update ticket set text = text || ' ' || number`);
});
afterAll(() => house?.close());

const say = (text: string) => phone(house, anna.chat, 'ru').say(text);
const lost = (surface: 'telegram' | 'slack') => ({ surface, method: '*', times: -1 });
const clear = () => house.playground.control('faults', { clear: true });

/** Lets the messenger be away in one way after the other; each lasts until something was tried in vain. */
async function stayAway(surface: 'telegram' | 'slack', during: (turn: number) => Promise<unknown>): Promise<void> {
  // Each try in vain puts a message off again, until later than any before.
  const putOffUntil = () =>
    house.database.count(
      `select coalesce(extract(epoch from max(leased_until)), 0) from delivery where channel = $1 and state = 'pending'`,
      [surface],
    );
  for (const [turn, how] of away.entries()) {
    await clear();
    await house.playground.control('faults', { ...lost(surface), ...how });
    const before = await putOffUntil();
    await during(turn);
    const isTried = async () => (await putOffUntil()) > before;
    await eventually(`${surface} is asked in vain while it is away by ${how.kind}`, isTried, { seconds: 40 });
  }
}

const isPosting = (call: SeenCall, surface: string) =>
  call.surface === surface && /^(chat\.(postMessage|update)|sendMessage|editMessageText)$/.test(call.method);
const isDone = ({ response }: SeenCall) => (response as { ok?: boolean } | null)?.ok === true;

describe('after an outage', () => {
  it('of Slack, notices come into their threads in order and once, and cards show the present alone', async () => {
    const { playground, database, words } = house;
    const begun = (await playground.calls()).at(-1)?.n ?? 0;
    let fresh: Reported | null = null;
    await stayAway('slack', async (turn) => {
      if (turn === 0) fresh = await reportLeak(house, anna);
      await say('/chat');
      for (const part of [1, 2]) await say(`добавка ${turn * 2 + part}`);
      if (turn === 1) await atDesk.call('POST', `/tickets/${standing.ticketId}/claim`);
      if (turn === 2 && fresh) await atDesk.call('POST', `/tickets/${fresh.ticketId}/claim`);
    });
    await clear();
    if (!fresh) throw new Error('nothing was reported');
    const { ticketId, number }: Reported = fresh;
    await sergey.card(channel, number, words.says('slack.states.claimed'));
    await sergey.card(channel, standing.number, words.says('slack.states.claimed'));
    const additions = async () =>
      (await playground.slack(desk)).messages
        .filter((one) => one.thread_ts === talk.ts)
        .flatMap((one) => /добавка \d/.exec(shownIn(one)) ?? []);
    await eventually('all words are there', async () => (await additions()).length >= 6, { seconds: 60 });
    await database.becomes(
      'nothing waits',
      0,
      `select count(*) from delivery where channel = 'slack' and state in ('pending', 'sending')`,
      [],
      60,
    );

    expect(await additions()).toEqual([1, 2, 3, 4, 5, 6].map((one) => `добавка ${one}`));
    const cards = (await playground.slack(channel)).messages.filter(
      (one) => !one.thread_ts && shownIn(one).includes(`№ ${number} ·`),
    );
    expect(cards).toHaveLength(1);
    const taken = (await playground.calls(begun)).filter((one) => isPosting(one, 'slack') && isDone(one));
    for (const one of [standing, { ticketId, number }]) {
      const shown = taken
        .map((call) => JSON.stringify(call.request))
        .filter((text) => text.includes(`№ ${one.number} ·`));
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((text) => words.says('slack.states.new').test(text))).toEqual([]);
    }
  });

  it('of Telegram, answers come in order and once before a broadcast does, and the card shows the present alone', async () => {
    const { playground, database, words } = house;
    const begun = (await playground.calls()).at(-1)?.n ?? 0;
    await stayAway('telegram', async (turn) => {
      for (const part of [1, 2])
        await answerFromDesk(house, tamara, { channel: desk, ts: talk.ts }, `ответ ${turn * 2 + part}`);
      if (turn === 0) await database.query(broadcast);
      if (turn === 1) await sergey.click(channel, cardTs, /^ticket-start$/);
      if (turn === 2) await sergey.card(channel, standing.number, words.says('slack.states.in-work'));
    });
    const mine = phone(house, anna.chat, 'ru');
    await clear();
    const back = performance.now();
    const asked = await mine.say('/home');
    await eventually('Home', () => mine.shown(asked, /Садовая/), { seconds: 60 });
    const took = performance.now() - back;
    const waiting = `select count(*) from delivery where lane = 'bulk' and state in ('pending', 'sending')`;
    expect(await database.count(waiting)).toBeGreaterThan(20);
    expect(took).toBeLessThan(10_000);

    const answers = async () => (await anna.all(/ответ \d/)).flatMap((one) => /ответ \d/.exec(one.text ?? '') ?? []);
    await eventually('all answers are there', async () => (await answers()).length >= 6, { seconds: 60 });
    await database.becomes(
      'nothing waits',
      0,
      `select count(*) from delivery where channel = 'telegram' and state in ('pending', 'sending')`,
      [],
      90,
    );
    expect(await answers()).toEqual([1, 2, 3, 4, 5, 6].map((one) => `ответ ${one}`));
    const edits = (await playground.calls(begun)).filter(
      (one) =>
        one.method === 'editMessageText' &&
        isDone(one) &&
        (one.request as { message_id?: number }).message_id === standing.cardId,
    );
    expect(edits.length).toBeGreaterThan(0);
    for (const { request } of edits) {
      expect((request as { text: string }).text).toMatch(words.says('resident.states.in-work'));
    }
  });
});

/** Thirty pieces of news to everybody who has a chat: for half a minute there is always another to send. */
const broadcast = `
  insert into delivery (id, event_key, recipient, channel, resident_id, template, subject_type, subject_id, data, lane,
    is_silent, state, not_before, attempts, created_at)
  select gen_random_uuid(), 'broadcast ' || n, 'resident:' || c.resident_id, 'telegram', c.resident_id, 'news', 'news-post',
    (select id::text from news_post where published_at is not null order by published_at desc limit 1),
    '{"urgency": "common"}', 'bulk', true, 'pending', '2026-11-19', 0, '2026-11-19'::timestamptz + n * interval '1 ms'
  from (select distinct resident_id from chat where state = 'active' and resident_id is not null) c, generate_series(1, 30) n`;
