import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { channel } from './steps/claim.ts';
import { joinByCode } from './steps/join.ts';
import { type Reported, reportLeak } from './steps/report.ts';
import { type House, openHouse } from './support/house.ts';
import { type ColleagueHand, findElement, type ResidentHand, shownIn } from './support/people.ts';
import { wordsOf } from './support/words.ts';

/** A ticket through all it can be, from both sides: what is pressed in one messenger is seen in the other. */

const words = wordsOf('ru');
let house: House;
let anna: ResidentHand;
let sergey: ColleagueHand;
let tamara: ColleagueHand;
let reported: Reported;
let ts: string;

beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
  );
  anna = await joinByCode(house);
  sergey = house.colleague('U0SERGEY');
  tamara = house.colleague('U0TAMARA');
});
afterAll(() => house?.close());

const visits = async () =>
  (
    await house.database.query<{ state: string }>(
      'select state from visit where ticket_id = $1 order by created_at, id',
      [reported.ticketId],
    )
  ).map((visit) => visit.state);
const stateIs = (status: string, pause = 'none') =>
  house.database.becomes(
    `the ticket is ${status}, ${pause}`,
    1,
    'select count(*) from ticket where id = $1 and status = $2 and pause = $3',
    [reported.ticketId, status, pause],
  );

/** The values of a select in a form. */
function optionsOf(blocks: unknown, actionId: string): string[] {
  const element = findElement(blocks, new RegExp(`^${actionId}$`)) as { options?: { value: string }[] } | null;
  return element?.options?.map(({ value }) => value) ?? [];
}

describe('a ticket through all its states, from both sides', () => {
  it('is opened, and claimed by one alone', async () => {
    reported = await reportLeak(house, anna);
    ts = (await sergey.card(channel, reported.number, words.says('slack.states.new'))).ts;
    await sergey.click(channel, ts, /^ticket-claim$/);
    await stateIs('claimed');
    await anna.sees(words.says('notices.ticket-claimed'));
  });

  it('has a visit proposed, agreed to in one tap, and moved to another time', async () => {
    await sergey.open(channel, ts, /^ticket-more$/);
    const form = await sergey.onward(/^ticket-visit$/);
    const [, second = ''] = optionsOf(form.blocks, 'window');
    expect(await sergey.submit({ window: second })).toBeNull();
    const offer = await anna.sees(words.says('notices.visit'));
    expect(offer.text).toMatch(/Вам удобно\?/);
    await anna.press(words.label('resident.visit.accept'));
    await sergey.sees(channel, words.says('slack.thread.visit-accepted'));
    expect(await visits()).toEqual(['accepted']);
    await anna.press(words.label('resident.visit.move'));
    await anna.sees(words.says('resident.visit.ask-time'));
    const toast = await anna.press(/–20:00$/);
    expect(toast?.text).toMatch(words.says('resident.visit.moved'));
    await sergey.sees(channel, words.says('slack.thread.visit-moved'));
    expect(await visits()).toEqual(['changed']);
  });

  it('is on its way with a code, at the door, and nobody opens: the clock stands and a new time is one tap', async () => {
    await sergey.click(channel, ts, /^ticket-set-off$/);
    const onTheWay = await anna.sees(words.says('resident.visit.on-the-way'));
    const [visit] = await house.database.query<{ code: string }>('select code from visit where ticket_id = $1', [
      reported.ticketId,
    ]);
    expect(onTheWay.text).toContain(`Код визита ${visit?.code}`);
    const { messages } = await house.playground.slack(channel);
    expect(messages.map(shownIn).join()).not.toContain(visit?.code);
    await sergey.card(channel, reported.number, words.says('slack.visits.on-the-way'));
    await sergey.click(channel, ts, /^ticket-arrive$/);
    await stateIs('in-work');
    await sergey.card(channel, reported.number, words.says('slack.visits.at-the-door'));
    await sergey.click(channel, ts, /^ticket-miss$/);
    await stateIs('in-work', 'waiting-for-resident');
    await anna.sees(words.says('resident.visit.missed'));
    await anna.press(/–17:00$/);
    await stateIs('in-work');
    expect(await visits()).toEqual(['missed', 'changed']);
  });

  it('is asked about, answered, put off and taken up again', async () => {
    await sergey.open(channel, ts, /^ticket-need-info$/);
    expect(await sergey.submit({ question: 'Какой этаж?' })).toBeNull();
    await anna.sees(words.says('notices.ticket-question'));
    await anna.press(words.label('resident.ticket.answer'));
    await anna.sees(words.says('resident.say.answer'));
    await anna.say('Пятый');
    await stateIs('in-work');
    await anna.press(words.label('resident.form.done'));
    await sergey.card(channel, reported.number, words.says('slack.states.in-work'));
    await sergey.open(channel, ts, /^ticket-hold$/);
    expect(await sergey.submit({ reason: 'Нет детали' })).toBeNull();
    await stateIs('in-work', 'on-hold');
    await sergey.card(channel, reported.number, /Нет детали/);
    await sergey.click(channel, ts, /^ticket-resume$/);
    await stateIs('in-work');
  });

  it('is not resolved without a report; done, returned without words, done again', async () => {
    await sergey.card(channel, reported.number, words.says('slack.states.in-work'));
    await tamara.open(channel, ts, /^ticket-hold$/);
    await sergey.open(channel, ts, /^ticket-resolve$/);
    expect(Object.keys((await sergey.submit({ report: ' ' })) ?? {})).toHaveLength(1);
    expect(await sergey.submit({ report: 'Заменил подводку' })).toBeNull();
    await stateIs('resolved');
    await anna.sees(words.says('notices.ticket-resolved'));
    await anna.press(words.label('resident.ticket.return'));
    await anna.sees(words.says('resident.say.return'));
    await anna.press(words.label('resident.say.return-plain'));
    await stateIs('claimed');
    await anna.press(words.label('resident.form.done'));
    await sergey.sees(channel, words.says('slack.thread.returned', { count: 1 }));
    await sergey.open(channel, ts, /^ticket-resolve$/);
    expect(await sergey.submit({ report: 'Заменил и проверил' })).toBeNull();
    await stateIs('resolved');
  });

  it('is accepted and rated with a reason; what was pressed late changes nothing and is answered', async () => {
    await anna.press(words.label('resident.ticket.accept'));
    await stateIs('closed');
    await anna.press(/^5$/);
    await anna.sees(words.says('resident.rate.why-good'));
    await anna.press(words.label('resident.rate.reasons.fast'));
    await anna.press(words.label('resident.form.done'));
    await house.database.becomes(
      'the rating has its reason',
      1,
      `select count(*) from ticket where id = $1 and rating = 5 and rating_reasons = '{fast}'`,
      [reported.ticketId],
    );
    const version = await house.database.count('select version from ticket where id = $1', [reported.ticketId]);
    expect(Object.keys((await tamara.submit({ reason: 'Поздно' })) ?? {})).toHaveLength(1);
    expect(await house.database.count('select version from ticket where id = $1', [reported.ticketId])).toBe(version);
    await tamara.card(channel, reported.number, words.says('slack.states.closed'));
  });
});
