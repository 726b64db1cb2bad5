import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type House, openHouse } from './support/house.ts';
import { managerByLink } from './support/manager.ts';
import { shownIn } from './support/people.ts';
import { type Phone, phone } from './support/phone.ts';
import type { SeenMessage } from './support/playground.ts';
import { eventually } from './support/processes.ts';

const markup = `<b>O'Neil & _co_`;
/** By language: somebody in the middle of a request, a stranger, and what Water is called. */
const cast = {
  ru: { chat: 100009, reader: 100011, water: /^Вода$/ },
  en: { chat: 100008, reader: 100010, water: /^Water$/ },
} as const;

let house: House;
beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
    {
      // Nobody writes twenty odd messages in a minute; the pace is not what is asked about here.
      before: (database) =>
        database.query(
          `insert into setting (key, value, updated_at) values ('telegram-pace', '{"chatPerSecond": 50, "chatBurst": 50}', now())`,
        ),
    },
  );
  await house.playground.control('limits', { on: false });
});
afterAll(() => house?.close());

describe.each(['ru', 'en'] as const)('bad input (%s)', (locale) => {
  let person: Phone;
  /** What the form looked like when the story was asked for. */
  let atStory: SeenMessage;
  let kindQuestion: SeenMessage;

  /** Does something and waits for the answer to it. */
  async function answerTo(act: () => Promise<unknown>, pattern: RegExp): Promise<SeenMessage> {
    const newest = (await house.playground.telegram(person.chat)).messages.at(-1)?.message_id ?? 0;
    await act();
    return eventually(`an answer ${pattern}`, () => person.shown(newest, pattern), { lastSeen: () => pattern.source });
  }

  async function tap(message: SeenMessage, label: RegExp, next: RegExp): Promise<SeenMessage> {
    await person.press(message, label);
    return eventually(`after ${label}: ${next}`, () => person.shown(message.message_id - 1, next));
  }

  const formIs = async () => {
    const [row] = await house.database.query<{ form: string; step: string; is_open: boolean }>(
      `select form, step, is_open from form_state where chat_id = (select id from chat where address = $1::text)`,
      [person.chat],
    );
    return row ? `${row.form}.${row.step} ${row.is_open ? 'open' : 'left'}` : 'none';
  };
  const tickets = () => house.database.count('select count(*) from ticket');

  async function stays(act: () => Promise<unknown>, answer: string): Promise<void> {
    const [before, count] = [await formIs(), await tickets()];
    const { words } = person;
    const shown = await answerTo(act, words.says(answer));
    expect(shown.text).toMatch(words.says('resident.report.ask-story'));
    expect(await formIs()).toBe(before);
    expect(await tickets()).toBe(count);
  }

  beforeAll(async () => {
    person = phone(house, cast[locale].chat, locale);
    const { words } = person;
    const list = await answerTo(() => person.say('/service'), words.says('resident.service.title'));
    kindQuestion = await tap(list, words.label('resident.service.new'), words.says('resident.report.ask-kind'));
    let screen = await tap(
      kindQuestion,
      words.label('resident.report.kinds.technical'),
      words.says('resident.report.ask-category'),
    );
    screen = await tap(screen, cast[locale].water, words.says('resident.report.ask-place'));
    atStory = await tap(screen, words.label('resident.report.places.flat'), words.says('resident.report.ask-story'));
    expect(await formIs()).toBe('report.story open');
  });

  it('emoji alone, a sticker, a place, an unknown command: said, and the question stands', async () => {
    await stays(() => person.say('👍🏽 !!!'), 'resident.bad.no-words');
    await stays(() => person.act({ do: 'sticker' }), 'resident.bad.sticker');
    await stays(() => person.act({ do: 'location' }), 'resident.bad.location');
    await stays(() => person.say('/fly'), 'resident.bad.unknown-command');
  });

  it('a file of 25 MB: too big, and the question stands', async () => {
    const big = { do: 'document', name: 'film.mp4', mime: 'video/mp4', size: 25 * 1024 * 1024 };
    await stays(() => person.act(big), 'resident.bad.too-big');
  });

  it('an edited message: not taken over, and the question stands', async () => {
    const { messages } = await house.playground.telegram(person.chat);
    const mine = messages.findLast((one) => !one.outgoing && one.text);
    await stays(() => person.act({ do: 'edit', messageId: mine?.message_id, text: '???' }), 'resident.bad.edited');
  });

  it('an old button, and one of nobody: out of date, with the question that is asked now', async () => {
    const { words } = person;
    for (const data of ['f?s=report.kind&v=billing', 'former?x=1', '~nosuchtoken']) {
      const pressed = await house.playground.act<{ answer: { text?: string } | null }>({
        ...{ surface: 'telegram', chat: person.chat, do: 'press', messageId: atStory.message_id, data, wait: 10_000 },
      });
      expect(pressed.answer?.text).toMatch(words.says('resident.out-of-date'));
      expect(await formIs()).toBe('report.story open');
    }
  });

  it("a button of another resident's ticket: not found, and nothing changes", async () => {
    const [foreign] = await house.database.query<{ id: string; status: string }>(
      `select t.id, t.status from ticket t join chat c on c.address = $1::text
        where t.unit_id <> c.unit_id and t.status = 'new' limit 1`,
      [person.chat],
    );
    const id = Buffer.from((foreign?.id ?? '').replaceAll('-', ''), 'hex').toString('base64url');
    for (const route of ['t', 't-cancel-yes', 't-say']) {
      const pressed = await house.playground.act<{ answer: { text?: string } | null }>({
        ...{ surface: 'telegram', chat: person.chat, do: 'press', messageId: atStory.message_id },
        ...{ data: `${route}?id=${id}`, wait: 10_000 },
      });
      expect(pressed.answer?.text).toMatch(person.words.says('errors.ticket.not-found'));
    }
    const [now] = await house.database.query<{ status: string }>('select status from ticket where id = $1', [
      foreign?.id,
    ]);
    expect(now?.status).toBe('new');
  });

  it('a forwarded message, an album in two halves and 10 000 characters: all kept, and said so', async () => {
    const { words } = person;
    // Back to where the story is asked for: a look at somebody else's ticket may have opened a screen.
    const forwarded = locale === 'ru' ? 'Соседка пишет: капает' : 'A neighbour writes: it drips';
    let shown = await answerTo(
      () => person.act({ do: 'text', text: forwarded, forward: true }),
      words.says('resident.bad.forwarded'),
    );
    expect(shown.text).toContain(forwarded);
    shown = await answerTo(
      () => person.act({ do: 'photo', count: 4, halves: true }),
      words.says('resident.files.photo', { count: 4 }),
    );
    await answerTo(() => person.say(`${markup} <!channel> `.padEnd(12_200, 'ё')), words.says('resident.bad.too-long'));
    expect(await formIs()).toBe('report.check open');
  });

  it('a tap twice opens one request, with words as typed, and pings nobody', async () => {
    const { words } = person;
    const before = await tickets();
    const { messages } = await house.playground.telegram(person.chat);
    const isSend = words.label('resident.report.send');
    const send = messages.findLast((one) =>
      one.reply_markup?.inline_keyboard.flat().some((button) => isSend.test(button.text)),
    );
    const button = send?.reply_markup?.inline_keyboard.flat().find((one) => isSend.test(one.text));
    const data = button && 'callback_data' in button ? button.callback_data : '';
    const press = { surface: 'telegram', chat: person.chat, do: 'press', messageId: send?.message_id, data };
    await house.playground.act([press, press]);
    const card = await eventually('the card', () => person.shown(0, words.says('resident.next.new-technical')));
    expect(await tickets()).toBe(before + 1);
    expect(card.text).toContain(markup);
    const number = Number(/№ (\d+)/.exec(card.text ?? '')?.[1]);
    const [ticket] = await house.database.query<{ id: string; text: string }>(
      'select id, text from ticket where number = $1',
      [number],
    );
    expect([...(ticket?.text ?? '')].length).toBe(12_000);
    const found = await house.colleague('U0SERGEY').card('C0TECHNICAL', number, /<!channel>/);
    expect(shownIn(found)).toContain(markup);
    expect(found.pings ?? []).toEqual([]);
    await house.database.becomes(
      'four photos are stored',
      4,
      `select count(*) from attachment where ticket_id = $1 and state = 'stored'`,
      [ticket?.id],
    );
  });

  it('text where a photo is asked: a photo is asked for again, and the reading waits', async () => {
    const reader = phone(house, cast[locale].reader, locale);
    person = reader;
    const { words } = reader;
    const list = await answerTo(() => reader.say('/meters'), words.says('resident.meters.title'));
    const asked = await tap(list, words.label('resident.meters.send-all'), /(?:Например|For example): \d/);
    const example = (/(?:Например|For example): (.+)/.exec(asked.text ?? '')?.[1] ?? '').trim().split(/\s+/);
    const values = [String(Number(example[0]) + 5000), ...example.slice(1)].join(' ');
    const check = await answerTo(() => reader.say(values), words.says('resident.meters.understood'));
    const doubt = await tap(
      check,
      words.label('resident.meters.right-send'),
      words.says('resident.doubts.much-higher'),
    );
    const right = doubt.reply_markup?.inline_keyboard.flat()[1]?.text ?? '';
    await tap(doubt, new RegExp(`^${right}$`), words.says('resident.meters.ask-photo'));
    await answerTo(
      () => reader.say(locale === 'ru' ? 'зачем фото?' : 'why a photo?'),
      words.says('resident.bad.photo-please'),
    );
    expect(await formIs()).toBe('meters.photo open');
    await answerTo(() => reader.act({ do: 'photo' }), words.says('resident.meters.accepted'));
  });
});

describe(`a name like ${markup}`, () => {
  it('shows as typed in Telegram, in Slack and over the API', async () => {
    const oneil = phone(house, 100015, 'en');
    const at = await oneil.say('/settings');
    const settings = await eventually('Settings', () => oneil.shown(at, oneil.words.says('resident.settings.title')));
    await oneil.press(settings, oneil.words.label('resident.settings.people'));
    const people = await eventually('People', () => oneil.shown(at, oneil.words.says('resident.people.title')));
    expect(people.text).toContain(markup);
    const manager = await managerByLink(house.product);
    type People = { items: { fullName: string }[] };
    const found = await manager.call<People>('GET', `/residents?search=${encodeURIComponent("O'Neil")}`);
    expect(found.items.map((one) => one.fullName)).toContain(markup);

    const stranger = 900_001;
    const act = (action: Record<string, unknown>) =>
      house.playground.act({
        surface: 'telegram',
        chat: stranger,
        person: { first_name: markup, language_code: 'en' },
        ...action,
      });
    const { words } = oneil;
    await act({ do: 'text', text: '/start' });
    const hand = house.resident(stranger);
    await hand.sees(words.says('resident.join.hello'));
    await hand.press(words.label('resident.join.no-code'));
    const asked = await hand.sees(words.says('resident.join.ask-name'));
    expect(
      asked.reply_markup?.inline_keyboard
        .flat()
        .map((one) => one.text)
        .join(),
    ).toContain(markup);
    await hand.press(/O'Neil/);
    await hand.sees(words.says('resident.join.ask-where'));
    await hand.say(`12 Sadovaya St., 58 <!here> ${markup}`);
    await hand.sees(words.says('resident.join.ask-role'));
    await hand.press(words.label('resident.join.roles.tenant'));
    const check = await hand.sees(words.says('resident.join.check-note'));
    expect(check.text).toContain(markup);
    await hand.press(words.label('resident.join.send-to-office'));
    await hand.sees(words.says('resident.join.asked'));
    const card = await house.colleague('U0TAMARA').sees('C0FRONTDESK', /O'Neil/);
    expect(shownIn(card)).toContain(markup);
    expect(card.pings ?? []).toEqual([]);
    type Requests = { items: { saidName: string }[] };
    const requests = await manager.call<Requests>('GET', '/join-requests?state=pending');
    expect(requests.items.map((one) => one.saidName)).toContain(markup);
  });
});
