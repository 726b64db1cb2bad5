import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { shortId } from '../api/core/ids.ts';
import { readCast } from '../prisma/seed/cast.ts';
import { type House, openHouse } from './support/house.ts';
import { colleagueByInvite, type Manager, managerByLink } from './support/manager.ts';
import { shownIn } from './support/people.ts';
import { eventually } from './support/processes.ts';
import { wordsOf } from './support/words.ts';

const channel = 'C0TECHNICAL';
/** So many tickets; of fifty colleagues some sit in Slack and some at the admin page, and each ticket is wanted by seven. */
const ticketCount = 200;
const inSlack = 42;
const atDesk = 8;
const clicksEach = 5;
const callsEach = 2;
const ticketsAtOnce = 10;

type Ticket = { id: string; number: number; ts: string };
type Clerk = { staffId: string; door: Manager };
type Claimed = { status: 'claimed' | 'taken'; number: number; by?: { id: string; name: string } };

let house: House;
beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
  );
  await house.playground.control('limits', { on: false });
});
afterAll(() => house?.close());

it('gives two hundred tickets to two hundred winners, in Slack and at the API, and tells every loser who it was', async () => {
  const { database } = house;
  const technicians = readCast().slack.colleagues.filter((one) => one.roles.join() === 'technician' && !one.deleted);
  const racers = technicians.slice(0, inSlack);
  const clerks = await seatClerks(technicians.slice(inSlack, inSlack + atDesk).map(({ id }) => id));
  expect([racers.length, clerks.length]).toEqual([inSlack, atDesk]);
  const tickets = await openTickets();
  const wants = (at: number) => Array.from({ length: clicksEach }, (_, n) => racers[(at + n * 8) % racers.length]);

  const calls: { ticket: Ticket; staffId: string; answer: Claimed }[] = [];
  for (let from = 0; from < tickets.length; from += ticketsAtOnce) {
    const wave = tickets.slice(from, from + ticketsAtOnce);
    const clicks = wave.flatMap((ticket, n) =>
      wants(from + n).map((racer) => ({
        surface: 'slack',
        do: 'click',
        channel,
        ts: ticket.ts,
        actionId: 'ticket-claim',
        user: racer?.id,
      })),
    );
    const answers = wave.flatMap((ticket, n) =>
      Array.from({ length: callsEach }, async (_, more) => {
        const clerk = clerks[(from + n + more * 3) % clerks.length];
        if (!clerk) throw new Error('nobody sits there');
        const answer = await clerk.door.call<Claimed>('POST', `/tickets/${shortId(ticket.id)}/claim`);
        return { ticket, staffId: clerk.staffId, answer };
      }),
    );
    const [, ...answered] = await Promise.all([house.playground.act(clicks), ...answers]);
    calls.push(...answered);
  }
  const losses = ticketCount * (clicksEach + callsEach - 1);
  const asides = await eventually(
    'everybody in Slack has been told',
    async () => {
      const told = (await house.playground.slack(channel)).messages.filter((one) => one.ephemeralFor);
      const lostAtDesk = calls.filter(({ answer }) => answer.status === 'taken').length;
      return told.length >= losses - lostAtDesk ? told : null;
    },
    { seconds: 40 },
  );

  const owners = await database.query<Owner>(
    `
    select t.id, t.number, s.id as "staffId", s.name, s.slack_user_id as slack from ticket t
    join staff_member s on s.id = t.assignee_id where t.id = any($1) and t.status = 'claimed' and t.version = 2`,
    [tickets.map(({ id }) => id)],
  );
  expect(owners).toHaveLength(ticketCount);
  const ownerOf = new Map(owners.map((one) => [one.id, one]));
  for (const { ticket, staffId, answer } of calls) {
    const owner = ownerOf.get(ticket.id);
    const number = ticket.number;
    if (owner?.staffId === staffId) expect(answer).toEqual({ status: 'claimed', number });
    else expect(answer).toEqual({ status: 'taken', number, by: { id: owner?.staffId, name: owner?.name } });
  }
  for (const [at, ticket] of tickets.entries()) {
    const owner = ownerOf.get(ticket.id);
    for (const racer of wants(at)) {
      const words = wordsOf(racer?.locale.startsWith('ru') ? 'ru' : 'en');
      const name = owner?.name.split(' ')[0];
      const faster = words.says('slack.claim.faster', { name, number: ticket.number });
      const mine = asides.filter((one) => one.ephemeralFor === racer?.id && faster.test(shownIn(one)));
      expect(mine, `${racer?.id} about № ${ticket.number}`).toHaveLength(owner?.slack === racer?.id ? 0 : 1);
    }
  }
  expect(asides).toHaveLength(losses - calls.filter(({ answer }) => answer.status === 'taken').length);
  const claims = `select count(*) from ticket_event where kind = 'claimed' and ticket_id = any($1)`;
  expect(await database.count(claims, [tickets.map(({ id }) => id)])).toBe(ticketCount);
}, 120_000);

type Owner = { id: string; number: number; staffId: string; name: string; slack: string };

/** Colleagues who sign in at the admin page. */
async function seatClerks(slackIds: string[]): Promise<Clerk[]> {
  const manager = await managerByLink(house.product);
  const rows = await house.database.query<{ id: string }>(
    'select id from staff_member where slack_user_id = any($1) order by slack_user_id',
    [slackIds],
  );
  const clerks: Clerk[] = [];
  for (const { id } of rows)
    clerks.push({ staffId: id, door: await colleagueByInvite(manager, house.product.url, id) });
  return clerks;
}

/** New tickets, each with a Claim button of its own in the channel: one card a second would be too slow to race for. */
async function openTickets(): Promise<Ticket[]> {
  const rows = await house.database.query<{ id: string; number: number }>(
    `insert into ticket (id, number, kind, place, urgency, status, pause, text, source, reopened_count, rating_reasons,
       version, created_at, updated_at)
     select gen_random_uuid(), nextval('ticket_number_seq'), 'technical', 'flat', 'normal', 'new', 'none',
       'Race ' || n, 'demo', 0, '{}', 1, now(), now() from generate_series(1, $1::int) n
     returning id, number`,
    [ticketCount],
  );
  const { root, botToken } = house.playground.info.slack;
  return Promise.all(
    rows.map(async ({ id, number }) => {
      const text = { type: 'plain_text', text: 'Claim' };
      const button = { type: 'button', action_id: 'ticket-claim', value: shortId(id), text };
      const blocks = [{ type: 'actions', block_id: `ticket:${shortId(id)}`, elements: [button] }];
      const response = await fetch(new URL('chat.postMessage', root), {
        method: 'POST',
        headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ channel, text: `№ ${number}`, blocks }),
      });
      const { ts } = (await response.json()) as { ts: string };
      return { id, number, ts };
    }),
  );
}
