import { createHmac } from 'node:crypto';
import { Client, Pool } from 'pg';
import type { StaffActor } from '#api/core/actor.ts';
import { newId } from '#api/core/ids.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { openBenchHouse, signingSecret } from './house.ts';
import { companyOf, idOf, loadTickets } from './many-tickets.ts';
import { benchNow, openOwnPostgres } from './own-database.ts';
import { percentile, type Row, type Sides } from './row.ts';

const settle = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** p99 from a press of Claim to Slack's 200, at 50 presses a second for ten seconds, while the presses before are worked off. */
const slackAck: Row = {
  name: 'slack-ack',
  unit: 'ms p99',
  aim: 10,
  most: 300,
  reason: 'what was acknowledged before is worked off in the same process',
  rounds: 3,
  async prepare() {
    const house = await openBenchHouse();
    const [ours, bare] = [await house.startOurs(), await house.startBareSlack()];
    const { tickets, people } = await readCast(house.databaseUrl);
    let presses = 0;
    const side = (url: string) => async () => {
      const started = performance.now();
      const acks: Promise<number>[] = [];
      for (let count = 0; count < 500; count += 1) {
        await settle(Math.max(0, started + count * 20 - performance.now()));
        presses += 1;
        const ticket = tickets[presses % tickets.length] ?? '';
        acks.push(pressClaim(url, ticket, people[presses % people.length] ?? '', presses));
      }
      return percentile(await Promise.all(acks), 0.99);
    };
    return {
      ours: side(`${ours.url}/slack/events`),
      baseline: side(bare.url),
      async close() {
        await Promise.all([ours.kill(), bare.kill()]);
        await house.close();
      },
    };
  },
};

async function readCast(url: string): Promise<{ tickets: string[]; people: string[] }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const column = async (sql: string) => (await client.query<{ one: string }>(sql)).rows.map(({ one }) => one);
  const tickets = await column('select id as one from ticket order by number desc limit 200');
  const people = await column(
    `select slack_user_id as one from staff_member where slack_user_id is not null and deactivated_at is null`,
  );
  await client.end();
  return { tickets, people };
}

async function pressClaim(url: string, ticketId: string, user: string, press: number): Promise<number> {
  const payload = {
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: user },
    channel: { id: 'C1' },
    container: { type: 'message', message_ts: '1.1', channel_id: 'C1' },
    message: { ts: '1.1' },
    trigger_id: `${press}.bench`,
    actions: [{ type: 'button', action_id: 'ticket-claim', block_id: `ticket:${ticketId}`, value: ticketId }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`a press was answered ${response.status}`);
  return performance.now() - started;
}

const racers = 50;
const racesARound = 20;
const staffOf = (n: number): StaffActor => ({ kind: 'staff', staffId: idOf.staff(n), roles: ['technician'] });

/** p99 of fifty who claim one ticket at once, against the bare conditional update, both through twenty connections. */
const claim: Row = {
  name: 'claim',
  unit: 'ms p99',
  aim: 5,
  reason:
    'a claim also writes timeline, event and promise, and each loser reads who was faster: two statements through Prisma for one',
  rounds: 7,
  async prepare() {
    const { url, ctx, pool, close } = await openDesk();
    const race = async (deed: (ticketId: string, n: number) => Promise<unknown>) => {
      const tickets = await newTickets(pool, racesARound);
      const took: number[] = [];
      for (const ticketId of tickets) {
        const timed = async (n: number) => {
          const started = performance.now();
          await deed(ticketId, n);
          took.push(performance.now() - started);
        };
        await Promise.all(Array.from({ length: racers }, (_, n) => timed(n)));
      }
      return percentile(took, 0.99);
    };
    const update = `update ticket set status = 'claimed', assignee_id = $2, claimed_at = $3, version = version + 1
      where id = $1 and status = 'new'`;
    return {
      ours: () => race((ticketId, n) => claimTicket(ctx, staffOf(n), { ticketId })),
      baseline: () =>
        race((ticketId, n) => pool.query({ name: 'claim', text: update, values: [ticketId, idOf.staff(n), benchNow] })),
      details: () => [`${racers} at once on ${racesARound} tickets a round, on ${new URL(url).pathname.slice(1)}`],
      close,
    };
  },
};

const opensARound = 400;
const openers = 10;

/** One ticket opened, ten at a time, against a transaction of three bare inserts through `pg` into tables without our triggers. */
const open: Row = {
  name: 'open-ticket',
  unit: 'ms a ticket',
  aim: 1.67,
  reason:
    'of 1.2 ms a ticket some 0.3 make it findable and 0.2 wake who listens (without both triggers it is 0.8); most of the rest is Prisma and Node in front of its one statement, 0.75 ms of CPU, and its limits, clocks and foreign keys',
  rounds: 7,
  async prepare() {
    const { ctx, pool, close } = await openDesk();
    for (const table of ['ticket', 'ticket_event', 'outbox_event']) {
      await pool.query(`create table bare_${table} (like ${table} including all)`);
    }
    const desk: StaffActor = { kind: 'staff', staffId: idOf.staff(0), roles: ['dispatcher'] };
    let opened = 0;
    const side = (deed: (n: number) => Promise<unknown>) => async () => {
      const started = performance.now();
      let left = opensARound;
      const work = async () => {
        while (left > 0) {
          left -= 1;
          opened += 1;
          await deed(opened);
        }
      };
      await Promise.all(Array.from({ length: openers }, work));
      return (performance.now() - started) / opensARound;
    };
    const text = (n: number) => `Капает кран на кухне, с утра, ведро почти полное (${n})`;
    return {
      ours: side((n) =>
        openTicket(ctx, desk, {
          unitId: idOf.unit(n % companyOf.units(1000)),
          kind: 'technical',
          place: 'flat',
          text: text(n),
          files: [],
          source: 'phone',
        }),
      ),
      baseline: side((n) => insertBare(pool, n, text(n))),
      close,
    };
  },
};

async function insertBare(pool: Pool, n: number, text: string): Promise<void> {
  const client = await pool.connect();
  const id = newId(benchNow);
  try {
    await client.query('begin');
    await client.query({
      name: 'ticket',
      text: `insert into bare_ticket (id, number, kind, place, urgency, status, pause, text, unit_id, source, reopened_count,
          rating_reasons, version, created_at, updated_at)
        values ($1, $2, 'technical', 'flat', 'normal', 'new', 'none', $3, $4, 'phone', 0, '{}', 1, $5, $5)`,
      values: [id, n, text, idOf.unit(n % companyOf.units(1000)), benchNow],
    });
    await client.query({
      name: 'event',
      text: `insert into bare_ticket_event (id, ticket_id, kind, actor_kind, actor_id, to_status, data, created_at)
        values ($1, $2, 'opened', 'staff', $3, 'new', $4, $5)`,
      values: [newId(benchNow), id, idOf.staff(0), { version: 1 }, benchNow],
    });
    await client.query({
      name: 'outbox',
      text: `insert into bare_outbox_event (id, kind, data, attempts, created_at) values ($1, 'ticket.opened', $2, 0, $3)`,
      values: [newId(benchNow), { ticketId: id, version: 1 }, benchNow],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** A company with a thousand tickets, our services on it, and `pg` beside them. */
async function openDesk() {
  const postgres = await openOwnPostgres();
  const { url, ctx } = await postgres.open('desk', 20);
  await loadTickets(url, 1000, benchNow);
  const pool = new Pool({ connectionString: url, max: 20 });
  pool.on('error', () => {});
  const close: Sides['close'] = async () => {
    await pool.end();
    await postgres.close();
  };
  return { url, ctx, pool, close };
}

async function newTickets(pool: Pool, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId(benchNow));
  await pool.query(
    `insert into ticket (id, number, kind, place, urgency, status, pause, text, source, reopened_count, rating_reasons, version,
       created_at, updated_at)
     select id, nextval('ticket_number_seq'), 'technical', 'flat', 'normal', 'new', 'none', 'Race', 'demo', 0, '{}', 1, $2, $2
     from unnest($1::uuid[]) id`,
    [ids, benchNow],
  );
  return ids;
}

export const deskRows: readonly Row[] = [slackAck, claim, open];
