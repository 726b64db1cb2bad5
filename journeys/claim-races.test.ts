import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { shortId } from '../api/core/ids.ts';
import { readCast } from '../prisma/seed/cast.ts';
import { type House, openHouse } from './support/house.ts';
import { colleagueByInvite, type Manager, managerByLink } from './support/manager.ts';
import { shownIn } from './support/people.ts';
import { wordsOf } from './support/words.ts';

const channel = 'C0TECHNICAL';
/** So many tickets, and fifty colleagues who want each: some of them sit in Slack, some at the admin page. */
const ticketCount = 200;
const inSlack = 42;
const atDesk = 8;
const racers = inSlack + atDesk;
const ticketsAtOnce = 2;

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

it(`gives each of ${ticketCount} tickets to one of ${racers} who want it at once, in Slack and at the API, and tells every loser who it was`, async () => {
  const { database } = house;
  const technicians = readCast().slack.colleagues.filter((one) => one.roles.join() === 'technician' && !one.deleted);
  const inSlackNow = technicians.slice(0, inSlack);
  const clerks = await seatClerks(technicians.slice(inSlack, inSlack + atDesk).map(({ id }) => id));
  expect([inSlackNow.length, clerks.length]).toEqual([inSlack, atDesk]);
  const tickets = await openTickets();

  const calls: { ticket: Ticket; staffId: string; answer: Claimed }[] = [];
  for (let from = 0; from < tickets.length; from += ticketsAtOnce) {
    const wave = tickets.slice(from, from + ticketsAtOnce);
    // Each ticket is asked for by everybody before the next one is: the fifty are there together.
    const clicks = wave.flatMap((ticket) =>
      inSlackNow.map(({ id: user }) => ({
        ...{ surface: 'slack', do: 'click', channel, ts: ticket.ts, actionId: 'ticket-claim', user },
      })),
    );
    const answers = wave.flatMap((ticket) =>
      clerks.map(async ({ staffId, door }) => {
        const answer = await door.call<Claimed>('POST', `/tickets/${shortId(ticket.id)}/claim`);
        return { ticket, staffId, answer };
      }),
    );
    const [, ...answered] = await Promise.all([house.playground.act(clicks), ...answers]);
    calls.push(...answered);
  }
  const losses = ticketCount * (racers - 1);
  await database.becomes(
    'every press is worked off',
    ticketCount * inSlack,
    `select count(*) from inbound_event where source = 'slack' and state = 'done'`,
    [],
    120,
  );
  const asides = (await house.playground.slack(channel)).messages.filter((one) => one.ephemeralFor);
  const toldTo = new Map(inSlackNow.map(({ id }) => [id, [] as string[]]));
  for (const one of asides) toldTo.get(one.ephemeralFor ?? '')?.push(shownIn(one));

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
  for (const ticket of tickets) {
    const owner = ownerOf.get(ticket.id);
    for (const racer of inSlackNow) {
      const words = wordsOf(racer.locale.startsWith('ru') ? 'ru' : 'en');
      const name = owner?.name.split(' ')[0];
      const faster = words.says('slack.claim.faster', { name, number: ticket.number });
      const mine = toldTo.get(racer.id)?.filter((text) => faster.test(text));
      expect(mine, `${racer.id} about № ${ticket.number}`).toHaveLength(owner?.slack === racer.id ? 0 : 1);
    }
  }
  expect(asides).toHaveLength(losses - calls.filter(({ answer }) => answer.status === 'taken').length);
  const claims = `select count(*) from ticket_event where kind = 'claimed' and ticket_id = any($1)`;
  expect(await database.count(claims, [tickets.map(({ id }) => id)])).toBe(ticketCount);
}, 240_000);

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
