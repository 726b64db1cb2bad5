import type { House } from '../support/house.ts';
import type { Phone } from '../support/phone.ts';
import type { SeenMessage } from '../support/playground.ts';
import { eventually } from '../support/processes.ts';
import { BegunAgain, type Book } from './book.ts';

/** What was accepted, by kind: each must be there exactly once afterwards. */
export type Accepted = {
  reports: string[];
  cancelled: string[];
  added: string[];
  photos: string[];
  chats: string[];
  loose: string[];
  settled: string[];
  readings: { chat: number; values: string }[];
  claims: { ticketId: string; user: string }[];
  notes: string[];
  news: string[];
};

export function nothingYet(): Accepted {
  return {
    ...{ reports: [], cancelled: [], added: [], photos: [], chats: [], loose: [], settled: [], readings: [] },
    ...{ claims: [], notes: [], news: [] },
  };
}

let tokens = 0;
/** Words nobody has used before, without any that are understood as danger or as a reading. */
export function newWords(kind: string): string {
  tokens += 1;
  return `${kind} слово-${tokens.toString(36)}-${kind}`;
}

/** A request from the first tap to its number; every third one is cancelled again. */
export function report(house: House, book: Book, phone: Phone, accepted: Accepted): void {
  const { words } = phone;
  let made = 0;
  book.keepDoing(
    'report',
    async (operation) => {
      let at = 0;
      const tap = async (message: SeenMessage, label: RegExp, next: RegExp) =>
        operation.look(
          `tap ${label}`,
          () => phone.press(message, label),
          () => phone.shown(at, next),
        );
      const list = await operation.look(
        'opens the list',
        async () => {
          at = await phone.say('/service');
        },
        () => phone.shown(at, words.says('resident.service.title')),
      );
      const again = await operation.look(
        'wants a new one',
        () => phone.press(list, words.label('resident.service.new')),
        () =>
          phone.shown(at, either(words.says('resident.report.ask-kind'), words.says('resident.form.unfinished-same'))),
      );
      let screen = words.says('resident.report.ask-kind').test(again.text ?? '')
        ? again
        : await tap(again, words.label('resident.form.again'), words.says('resident.report.ask-kind'));
      screen = await tap(
        screen,
        words.label('resident.report.kinds.technical'),
        words.says('resident.report.ask-category'),
      );
      screen = await tap(screen, words.locale === 'ru' ? /^Вода$/ : /^Water$/, words.says('resident.report.ask-place'));
      screen = await tap(screen, words.label('resident.report.places.flat'), words.says('resident.report.ask-story'));
      const text = newWords('report');
      screen = await operation.look(
        'tells the story',
        () => phone.say(text),
        () => phone.shown(at, either(words.says('resident.report.check-hint'), words.says('resident.loose.ask'))),
      );
      if (words.says('resident.loose.ask').test(screen.text ?? '')) return keptOutside(accepted, text);
      accepted.reports.push(text);
      const [ticket] = await operation.step(
        'sends it',
        () => phone.press(screen, words.label('resident.report.send')),
        () => found<{ id: string; number: number }>(house, 'select id, number from ticket where text = $1', [text]),
      );
      made += 1;
      if (made % 3 !== 0 || !ticket) return;
      const card = await operation.step(
        'sees the card',
        async () => {},
        () => phone.shown(at, new RegExp(`№ ${ticket.number} ·`)),
      );
      const sure = await tap(card, words.label('resident.ticket.cancel'), words.says('resident.ticket.cancel-sure'));
      accepted.cancelled.push(ticket.id);
      await operation.step(
        'cancels it',
        () => phone.press(sure, words.label('resident.ticket.cancel-yes')),
        () => found(house, `select id from ticket where id = $1 and status = 'cancelled'`, [ticket.id]),
      );
    },
    phone.lately,
  );
}

/** Words and photos into an open request, one message after another. */
export async function addToTicket(house: House, book: Book, phone: Phone, accepted: Accepted): Promise<void> {
  const { words } = phone;
  const [ticket] = await house.database.query<{ number: number }>(
    `select t.number from ticket t join chat c on c.resident_id = t.resident_id
      where c.address = $1::text and t.status in ('new', 'claimed', 'in-work') order by t.created_at desc limit 1`,
    [phone.chat],
  );
  if (!ticket) throw new Error(`${phone.chat} has no open request`);
  const list = await phone.say('/service');
  const hand = house.resident(phone.chat);
  const title = words.says('resident.service.title');
  const shown = await eventually('the list of requests', () => phone.shown(list, title));
  const at = new RegExp(`(\\d+)\\. № ${ticket.number}\\b`).exec(shown.text ?? '')?.[1];
  if (!at) throw new Error(`№ ${ticket.number} is not in the list: ${shown.text}`);
  await hand.press(new RegExp(`^${at}$`));
  await hand.press(words.label('resident.ticket.add'));
  await hand.sees(words.says('resident.say.add'));
  let said = 0;
  book.keepDoing(
    'addition',
    async (operation) => {
      // Slack takes one post a second: faster, and the test would only wait for the threads.
      await pause(4000);
      said += 1;
      if (said % 4 === 0) {
        const before = newWords('photo');
        accepted.photos.push(before);
        await operation.step(
          'adds an album',
          () => phone.act({ do: 'photo', count: 2, caption: before }),
          () => found(house, 'select id from message where text = $1', [before]),
        );
        return;
      }
      const text = newWords('addition');
      accepted.added.push(text);
      await operation.step(
        'adds words',
        () => phone.say(text),
        () => found(house, 'select id from message where text = $1', [text]),
      );
    },
    phone.lately,
  );
}

/** Words to the company, at most as many as it takes in an hour. */
export async function chat(house: House, book: Book, phone: Phone, accepted: Accepted): Promise<void> {
  const { words } = phone;
  await phone.say('/chat');
  await house.resident(phone.chat).sees(words.says('resident.chat.ask'));
  const most = 55;
  book.keepDoing(
    'chat',
    async (operation) => {
      if (accepted.chats.length >= most) return pause();
      const text = newWords('chat');
      accepted.chats.push(text);
      await operation.step(
        'writes',
        () => phone.say(text),
        () => found(house, 'select id from message where text = $1', [text]),
      );
    },
    phone.lately,
  );
}

/** Words outside any form, which are then said to be nothing. */
export function speakLoosely(house: House, book: Book, phone: Phone, accepted: Accepted): void {
  const { words } = phone;
  book.keepDoing(
    'loose words',
    async (operation) => {
      const text = newWords('loose');
      accepted.loose.push(text);
      let after = 0;
      await operation.step(
        'says something',
        async () => {
          after = await phone.say(text);
        },
        () => found(house, 'select id from loose_message where text = $1', [text]),
      );
      const asked = await operation.look(
        'is asked what it is',
        async () => {},
        () => phone.shown(after, words.says('resident.loose.ask')),
      );
      accepted.settled.push(text);
      await operation.step(
        'means nothing by it',
        () => phone.press(asked, words.label('resident.loose.nothing')),
        () => found(house, `select id from loose_message where text = $1 and outcome = 'nothing'`, [text]),
      );
    },
    phone.lately,
  );
}

/** Readings of all meters, each time one more than the last. */
export function sendReadings(house: House, book: Book, phone: Phone, accepted: Accepted): void {
  const { words } = phone;
  let first: string[] | null = null;
  let sent = 0;
  book.keepDoing(
    'readings',
    async (operation) => {
      if (sent >= 20) return pause();
      let at = 0;
      const list = await operation.look(
        'opens the meters',
        async () => {
          at = await phone.say('/meters');
        },
        () => phone.shown(at, words.says('resident.meters.title')),
      );
      const example = /(?:Например|For example): \d/;
      let asked = await operation.look(
        'wants to send',
        () => phone.press(list, words.label('resident.meters.send-all')),
        () => phone.shown(at, either(example, words.says('resident.form.unfinished-same'))),
      );
      if (!example.test(asked.text ?? '')) {
        const unfinished = asked;
        asked = await operation.look(
          'begins again',
          () => phone.press(unfinished, words.label('resident.form.again')),
          () => phone.shown(at, example),
        );
      }
      first ??= (/(?:Например|For example): (.+)/.exec(asked.text ?? '')?.[1] ?? '').trim().split(/\s+/);
      sent += 1;
      const values = first.map((value) => value.replace(/\d+/g, (number) => String(Number(number) + sent)));
      const text = values.join(' ');
      const check = await operation.look(
        'writes them',
        () => phone.say(text),
        () => phone.shown(at, either(words.says('resident.meters.understood'), words.says('resident.loose.ask'))),
      );
      if (words.says('resident.loose.ask').test(check.text ?? '')) return keptOutside(accepted, text);
      accepted.readings.push({ chat: phone.chat, values: values[0] ?? '' });
      await operation.step(
        'sends them',
        () => phone.press(check, words.label('resident.meters.right-send')),
        () =>
          found(
            house,
            `select r.id from reading r join meter m on m.id = r.meter_id join chat c on c.unit_id = m.unit_id
              where c.address = $1::text and r.source = 'telegram' and (r.values)[1] = $2::numeric`,
            [phone.chat, values[0]?.split('/')[0]],
          ),
      );
    },
    phone.lately,
  );
}

/** The form was left by a look that came again: what was said is kept as free words, and the person is asked about it. */
function keptOutside(accepted: Accepted, text: string): never {
  accepted.loose.push(text);
  throw new BegunAgain(text);
}

function either(one: RegExp, other: RegExp): RegExp {
  return new RegExp(`${one.source}|${other.source}`);
}

export async function found<T>(house: House, sql: string, values: unknown[]): Promise<T[] | null> {
  const rows = await house.database.query<T>(sql, values);
  return rows.length > 0 ? rows : null;
}

/** One who has nothing left to do does not spin. */
function pause(ms = 500): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
