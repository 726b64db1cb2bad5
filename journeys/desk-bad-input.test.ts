import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { channel } from './steps/claim.ts';
import { joinByCode } from './steps/join.ts';
import { type Reported, reportLeak } from './steps/report.ts';
import { type House, openHouse } from './support/house.ts';
import { type Manager, managerByLink } from './support/manager.ts';
import { type ColleagueHand, type ResidentHand, shownIn } from './support/people.ts';
import { phone } from './support/phone.ts';
import { eventually } from './support/processes.ts';
import { wordsOf } from './support/words.ts';

/** What goes wrong at the desk: refused or mended in words, and the card tells the present truth. */

const words = wordsOf('ru');
let house: House;
let anna: ResidentHand;
let sergey: ColleagueHand;
let manager: Manager;
let reported: Reported;
let ts: string;

beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
  );
  anna = await joinByCode(house);
  sergey = house.colleague('U0SERGEY');
  manager = await managerByLink(house.product);
  reported = await reportLeak(house, anna);
  ts = (await sergey.card(channel, reported.number, words.says('slack.states.new'))).ts;
  await sergey.click(channel, ts, /^ticket-claim$/);
  await sergey.card(channel, reported.number, words.says('slack.states.claimed'));
});
afterAll(() => house?.close());

/** Slack's own doings, with the app's token. */
async function slackApi(method: string, body: object): Promise<void> {
  const { root, botToken } = house.playground.info.slack;
  const response = await fetch(new URL(method, root.endsWith('/') ? root : `${root}/`), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${botToken}` },
    body: JSON.stringify(body),
  });
  expect(await response.json()).toMatchObject({ ok: true });
}

/** The same words twice are one request: what was told before is told differently from now on. */
const otherWords = () => house.database.query(`update ticket set text = text || ' ' || number`);

const versionOf = () => house.database.count('select version from ticket where id = $1', [reported.ticketId]);

describe('bad input at the desk', () => {
  it('a hold until yesterday and a resolve without a report are refused in the form, and nothing changes', async () => {
    const before = await versionOf();
    await sergey.open(channel, ts, /^ticket-resolve$/);
    expect(Object.values((await sergey.submit({ report: ':-)' })) ?? {}).join()).toMatch(
      words.says('slack.resolve.empty'),
    );
    await sergey.open(channel, ts, /^ticket-more$/);
    const { views } = await house.playground.slack(channel, sergey.user);
    const menu = views[sergey.user]?.at(-1);
    await house.playground.act({
      ...{ surface: 'slack', user: sergey.user, do: 'click', viewId: menu?.id, actionId: 'ticket-hold', wait: 10_000 },
    });
    await eventually('the form to put it off', async () => {
      const open = (await house.playground.slack(channel, sergey.user)).views[sergey.user]?.at(-1);
      return open?.callback_id === 'hold';
    });
    const yesterday = { reason: 'Нет детали', day: '2020-01-01', time: '09:00' };
    const refused = Object.values((await sergey.submit(yesterday)) ?? {}).join();
    expect(refused).toMatch(words.says('slack.hold.in-past'));
    expect(await versionOf()).toBe(before);
  });

  it('a card that somebody deleted comes back with the next change', async () => {
    await slackApi('chat.delete', { channel, ts });
    await house.database.query(
      `update card set wanted_version = wanted_version + 1 where subject_id = $1 and place = 'slack:' || $2`,
      [reported.ticketId, channel],
    );
    const card = await sergey.card(channel, reported.number, words.says('slack.states.claimed'));
    expect(card.ts).not.toBe(ts);
    ts = card.ts;
  });

  it('a form sent twice is one deed', async () => {
    const form = await sergey.open(channel, ts, /^ticket-resolve$/);
    const block = form.blocks.find(({ block_id }) => block_id === 'report')?.block_id ?? '';
    const send = {
      ...{ surface: 'slack', user: sergey.user, do: 'submit', viewId: form.id, wait: 1 },
      values: { [block]: { report: 'Заменил прокладку' } },
    };
    await house.playground.act([send, send]).catch(() => {});
    await sergey.card(channel, reported.number, words.says('slack.states.resolved'));
    const told = `select count(*) from ticket_event where ticket_id = $1 and kind = 'resolved'`;
    expect(await house.database.count(told, [reported.ticketId])).toBe(1);
  });

  it('a deactivated colleague is told so and may do nothing', async () => {
    const staff = await manager.call<{ id: string; slackUserId: string | null; roles: string[] }[]>('GET', '/staff');
    const former = staff.find((one) => one.slackUserId !== sergey.user && one.roles.join() === 'technician');
    if (!former?.slackUserId) throw new Error('no other technician');
    await manager.call('POST', `/staff/${former.id}/deactivate`);
    const hand = house.colleague(former.slackUserId);
    await hand.click(channel, ts, /^ticket-more$/);
    const inactive = [words, wordsOf('en')].map((one) => one.says('slack.refusals.staff.inactive').source);
    await hand.sees(channel, new RegExp(inactive.join('|')));
  });

  it('an archived channel is told to the managers, and its cards go where a manager sends them', async () => {
    await slackApi('conversations.archive', { channel });
    await otherWords();
    const next = await reportLeak(house, anna);
    await house.database.becomes(
      'the channel is known to be lost',
      1,
      'select count(*) from slack_channel where channel_id = $1 and lost_at is not null',
      [channel],
    );
    await manager.call('PUT', '/slack/channels', { service: 'technical', channelId: 'C0GENERAL' });
    const card = await sergey.card('C0GENERAL', next.number, words.says('slack.states.new'));
    expect(shownIn(card)).toContain(`№ ${next.number}`);
  });
});

describe('while Slack hangs', () => {
  it('residents are answered as fast as ever, and what waited arrives once Slack is back', async () => {
    const { playground } = house;
    await otherWords();
    await playground.control('faults', { surface: 'slack', kind: 'slow', method: '*', times: -1, delayMs: 8000 });
    const mine = phone(house, anna.chat, 'ru');
    const begun = performance.now();
    const asked = await mine.say('/home');
    await eventually('Home', () => mine.shown(asked, /Садовая/));
    expect(performance.now() - begun).toBeLessThan(3000);
    const waiting = await reportLeak(house, anna);
    await playground.control('faults', { clear: true });
    await sergey.card('C0GENERAL', waiting.number, words.says('slack.states.new'));
    const { messages } = await playground.slack('C0GENERAL', sergey.user);
    expect(messages.filter((one) => shownIn(one).includes(`№ ${waiting.number} ·`) && !one.thread_ts)).toHaveLength(1);
  });
});
