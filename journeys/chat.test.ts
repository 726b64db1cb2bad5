import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { answerFromDesk, desk, hasTakeBack, lineSays, writeToDesk } from './steps/chat.ts';
import { type House, openHouse } from './support/house.ts';
import { type ColleagueHand, type ResidentHand, shownIn } from './support/people.ts';
import type { SlackMessage } from './support/playground.ts';
import { eventually } from './support/processes.ts';

const chat = 100001;
const billing = 'C0BILLING';

let house: House;
let anna: ResidentHand;
let tamara: ColleagueHand;
let card: SlackMessage;

beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
    {
      // Whoever answers at night should not wait for the morning.
      before: (database) =>
        database.query(
          `insert into setting (key, value, updated_at) values
            ('quiet-hours', '{"from": "03:00", "until": "03:01"}', now()),
            ('telegram-pace', '{"chatPerSecond": 50, "chatBurst": 50}', now())`,
        ),
    },
  );
  await house.playground.control('limits', { on: false });
  anna = house.resident(chat);
  tamara = house.colleague('U0TAMARA');
});
afterAll(() => house?.close());

const messages = async () => (await house.playground.telegram(chat)).messages.filter((message) => message.outgoing);
const words = (message: { text?: string; caption?: string }) => message.text ?? message.caption ?? '';

describe('a chat with the company', { timeout: 60_000 }, () => {
  it('goes both ways, with photo and voice, and says that it was delivered', async () => {
    card = await writeToDesk(house, anna, tamara, 'Когда починят свет в подъезде?');
    const line = await answerFromDesk(house, tamara, { channel: desk, ts: card.ts }, 'Сегодня к вечеру', true);
    expect(line.thread_ts).toBe(card.ts);
    const answer = await anna.sees(house.words.says('notices.chat-message'));
    expect(words(answer)).toContain('Сегодня к вечеру');
    await eventually('photo and voice reach the chat as what they are', async () => {
      const all = await messages();
      return all.some((one) => one.photo !== undefined) && all.some((one) => one.voice !== undefined);
    });
    await lineSays(house, desk, line.ts, 'slack.marks.delivered');
  });

  it('takes a reply back within 20 seconds, and keeps it after', async () => {
    const at = { channel: desk, ts: card.ts };
    const wrong = await answerFromDesk(house, tamara, at, 'Это не вам');
    await anna.sees(/Это не вам/);
    await tamara.click(desk, wrong.ts, /^message-take-back$/);
    await lineSays(house, desk, wrong.ts, 'slack.marks.taken-back');
    expect((await messages()).find((one) => /Это не вам/.test(words(one)))?.deleted).toBe(true);
    const kept = await answerFromDesk(house, tamara, at, 'Мастер придёт в пять');
    await lineSays(house, desk, kept.ts, 'slack.marks.delivered');
    await eventually('the button goes by itself', async () => !(await hasTakeBack(house, desk, kept.ts)), {
      seconds: 35,
    });
    expect((await messages()).find((one) => /Мастер придёт в пять/.test(words(one)))?.deleted ?? false).toBe(false);
  });

  it('becomes a request whose living card the resident gets', async () => {
    const said = await tamara.sees(desk, /Когда починят свет в подъезде\?/);
    await house.playground.act({
      ...{ surface: 'slack', user: 'U0TAMARA', do: 'message-shortcut', callbackId: 'ticket-from-message' },
      ...{ channel: desk, ts: said.ts, wait: 10_000 },
    });
    await eventually('the form', async () => {
      const { views } = await house.playground.slack(desk, 'U0TAMARA');
      return views.U0TAMARA?.at(-1)?.callback_id === 'ticket-from-message';
    });
    expect(await tamara.submit({ category: 'technical:electricity', place: 'common-area' })).toBeNull();
    const made = await anna.sees(house.words.says('notices.ticket-opened'));
    const number = Number(/№ (\d+)/.exec(words(made))?.[1]);
    const inSlack = await tamara.card('C0TECHNICAL', number);
    expect(shownIn(inSlack)).toContain('Когда починят свет в подъезде?');
    await tamara.sees(desk, house.words.says('slack.thread.made-ticket', { number }));
    expect(
      await house.database.count(
        `select count(*) from card k join ticket t on t.id = k.subject_id where t.number = $1 and k.channel = 'telegram'`,
        [number],
      ),
    ).toBe(1);
  });

  it('is handed to another service and goes on there', async () => {
    await tamara.open(desk, card.ts, /^conversation-hand-over$/);
    expect(await tamara.submit({ service: 'billing', why: 'Спрашивает и о начислениях' })).toBeNull();
    const story = await tamara.sees(billing, /Спрашивает и о начислениях/);
    expect(shownIn(story)).toContain('Мастер придёт в пять');
    expect(shownIn(story)).not.toContain('Это не вам');
    await eventually('the old card says where it went', async () => {
      const { messages: all } = await house.playground.slack(desk);
      const old = all.find((one) => one.ts === card.ts);
      return old && house.words.says('slack.chat.moved').test(shownIn(old));
    });
    await anna.say('/chat');
    await anna.say('А за прошлый месяц?');
    await tamara.sees(billing, /А за прошлый месяц/);
  });

  it('says that nobody reads it when the bot is blocked', async () => {
    const vera = house.colleague('U0VERA');
    const moved = await vera.sees(billing, house.words.says('slack.chat.waits'));
    await anna.send({ do: 'block' });
    const line = await answerFromDesk(house, vera, { channel: billing, ts: moved.ts }, 'Посмотрела: всё верно');
    await eventually('the mark says it was not delivered', async () => {
      const { messages: all } = await house.playground.slack(billing);
      const now = all.find((one) => one.ts === line.ts);
      const keys = ['slack.marks.not-delivered-blocked', 'slack.marks.not-delivered-no-chat'];
      return now && keys.some((key) => house.words.says(key).test(shownIn(now)));
    });
  });
});
