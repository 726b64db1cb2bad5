import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceOf } from '#api/billing/ledger.ts';
import { systemActor } from '#api/core/actor.ts';
import { newId, stableId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { instant, PlainDate } from '#api/core/time.ts';
import { countAudience } from '#api/news/audience.ts';
import { newsReport } from '#api/news/staff-news.ts';
import { listOutages } from '#api/outages/read-outages.ts';
import { openChat } from '#api/residents/chats.ts';
import { joinByCode } from '#api/residents/join.ts';
import { rehearse } from '#api/tickets/sla/rehearse.ts';
import { getBook } from '#api/tickets/sla/save-book.ts';
import { replay } from '#api/tickets/status.ts';
import { demoJoinCodes, layDemo, type SeedResult, seedDemo } from '../seed.ts';
import { type TableName, tableOrder } from './sheet.ts';

const asOf = '2026-11-20';
const flat57 = stableId('demo', 'uk', 'unit', 'A-57');

let house: TestHouse;
let seeded: SeedResult;

beforeAll(async () => {
  house = await testCtx();
  seeded = await seedDemo(house.ctx, { demo: 'uk', asOf });
});
afterAll(() => house.close());

it('has one outage that is on and one that is announced, each with its card', async () => {
  const noon = instant(`${asOf}T09:00:00Z`);
  const outages = await listOutages({ ...house.ctx, now: () => noon }, systemActor);
  expect(outages.map(({ state, workType }) => `${state}, ${workType}`).sort()).toEqual([
    'ahead, planned',
    'now, emergency',
  ]);
  expect(await house.ctx.db.card.count({ where: { subjectType: 'outage' } })).toBe(2);
});

describe('the golden flat', () => {
  // Every listed month of the table, line by line, in kopecks.
  const golden: [string, Record<string, number>, number][] = [
    ['2026-01', { cold: 36180, hot: 117200, sewage: 46000, heat: 455600, power: 195592 }, 1334226],
    ['2026-02', { cold: 30150, hot: 117200, sewage: 41400, heat: 408700, power: 175524 }, 1256628],
    ['2026-04', { cold: 36180, hot: 117200, sewage: 46000, heat: 204350, power: 169644 }, 1057028],
    ['2026-05', { cold: 30150, hot: 117200, sewage: 41400, heat: 0, power: 160576 }, 832980],
    ['2026-06', { cold: 36180, hot: 87900, sewage: 41400, heat: 0, power: 152648 }, 801782],
    ['2026-07', { cold: 30150, hot: 58600, sewage: 32200, heat: 0, power: 148172 }, 752776],
    ['2026-09', { cold: 36180, hot: 117200, sewage: 46000, heat: 0, power: 162360 }, 845394],
    ['2026-10', { cold: 39582, hot: 128684, sewage: 50320, heat: 198069, power: 199445 }, 1144288],
    ['2026-11', { cold: 39582, hot: 128684, sewage: 50320, heat: 352923, power: 208670 }, 1308367],
  ];

  it.each(golden)('%s comes out to the kopeck', async (period, lines, total) => {
    const invoice = await house.ctx.db.invoice.findFirstOrThrow({
      where: { period, account: { unitId: flat57 } },
      include: { lines: true },
    });
    const sum = (codes: string[]) =>
      Number(
        invoice.lines
          .filter((line) => codes.includes(line.serviceCode))
          .reduce((all, line) => all + line.chargedMinor, 0n),
      );
    const isNew = period >= '2026-10';
    expect({
      maintenance: sum(['maintenance']),
      capital: sum(['capital-repair']),
      cold: sum(['cold-water']),
      hot: sum(['hot-water']),
      sewage: sum(['sewage']),
      heat: sum(['heating']),
      power: sum(['electricity-day', 'electricity-night']),
      gas: sum(['gas']),
      waste: sum(['solid-waste']),
      total: Number(invoice.totalMinor),
    }).toEqual({
      maintenance: isNew ? 285606 : 248346,
      capital: 156600,
      ...lines,
      gas: isNew ? 25049 : 22908,
      waste: isNew ? 60933 : 55800,
      total,
    });
  });

  it('is eleven months, ending at the month of asOf', async () => {
    const invoices = await house.ctx.db.invoice.findMany({
      where: { account: { unitId: flat57 } },
      orderBy: { period: 'asc' },
    });
    expect(invoices.map((one) => one.period)).toEqual(
      Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    );
  });

  it('charges what its meters say', async () => {
    const readings = await house.ctx.db.reading.findMany({
      where: { meter: { unitId: flat57, resource: 'cold-water' } },
      orderBy: { countsForPeriod: 'asc' },
    });
    expect(readings.at(-1)?.values.map(String)).toEqual(['412']);
    const lines = await house.ctx.db.invoiceLine.findMany({
      where: { serviceCode: 'cold-water', invoice: { account: { unitId: flat57 } } },
      include: { invoice: true },
      orderBy: { invoice: { period: 'asc' } },
    });
    for (const [index, line] of lines.slice(0, -1).entries()) {
      const used = Number(readings[index + 1]?.values[0]) - Number(readings[index]?.values[0]);
      expect([line.invoice.period, Number(line.volume)]).toEqual([readings[index + 1]?.countsForPeriod, used]);
    }
  });
});

describe('the books', () => {
  it('balance: for every account the ledger is what its bills leave open minus its advances', async () => {
    const rows = await house.ctx.db.$queryRaw<{ id: string; open: bigint; advance: bigint }[]>`
      select a.id,
        coalesce((select sum(i.total_minor - i.opening_minor - i.paid_minor) from invoice i where i.account_id = a.id), 0)::bigint as open,
        coalesce((select sum(p.amount_minor - coalesce((select sum(x.amount_minor) from payment_allocation x where x.payment_id = p.id), 0))
          from payment p where p.account_id = a.id), 0)::bigint as advance
      from account a`;
    const balances = await balanceOf(
      house.ctx,
      rows.map((row) => row.id),
    );
    expect(rows.length).toBeGreaterThan(300);
    for (const row of rows) expect(balances.get(row.id)?.balanceMinor).toBe(row.open - row.advance);
  });

  it('agree with themselves: lines with their bills, allocations with what is paid', async () => {
    const wrong = await house.ctx.db.$queryRaw<object[]>`
      select i.id from invoice i join lateral (
        select sum(charged_minor) as charged, sum(benefit_minor) as benefit, sum(penalty_minor) as penalty,
          sum(to_pay_minor) as to_pay, sum(paid_minor) as paid from invoice_line l where l.invoice_id = i.id) l on true
      where i.charged_minor <> l.charged or i.benefit_minor <> l.benefit or i.penalty_minor <> l.penalty
        or i.total_minor - i.opening_minor <> l.to_pay or i.paid_minor <> l.paid
        or i.paid_minor <> coalesce((select sum(x.amount_minor) from payment_allocation x where x.invoice_id = i.id), 0)`;
    expect(wrong).toEqual([]);
  });

  it('show every behaviour: debts of eight months, penalties, an advance, something on its way', async () => {
    const [row] = await house.ctx.db.$queryRaw<{ debtors: number; longest: number; penalties: number }[]>`
      select count(*) filter (where oldest < date '2026-11-20' - 90)::int as debtors, max(months)::int as longest,
        (select count(*)::int from invoice_line where "group" = 'penalty') as penalties
      from (select a.unit_id, count(*) as months, min(i.due_on) as oldest
        from invoice i join account a on a.id = i.account_id and a.is_main
        where i.total_minor - i.opening_minor > i.paid_minor group by a.unit_id) m`;
    expect(row).toMatchObject({ debtors: 10, longest: 8 });
    expect(row?.penalties).toBeGreaterThan(20);
  });
});

describe('tickets', () => {
  it('are about 380, numbered in the order they came, below the next number', async () => {
    const tickets = await house.ctx.db.ticket.findMany({ orderBy: { number: 'asc' } });
    expect(tickets.length).toBeGreaterThan(375);
    expect(tickets.at(-1)?.number).toBe(1200);
    const moments = tickets.map((ticket) => ticket.createdAt.getTime());
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
  });

  it('have timelines that the state machine allows and that lead to their state', async () => {
    const tickets = await house.ctx.db.ticket.findMany({ include: { events: { orderBy: { createdAt: 'asc' } } } });
    for (const ticket of tickets) {
      expect(replay(ticket.events)).toEqual({
        status: ticket.status,
        pause: ticket.pause,
        assigneeId: ticket.assigneeId,
      });
      expect(ticket.events.length).toBe(ticket.version);
    }
  });

  it('stand for anna in all four stories', async () => {
    const anna = stableId('demo', 'uk', 'resident', 'anna');
    const mine = await house.ctx.db.ticket.findMany({ where: { residentId: anna }, orderBy: { status: 'asc' } });
    expect(mine.map((one) => `${one.status}/${one.pause}`)).toEqual([
      'claimed/waiting-for-resident',
      'in-work/none',
      'new/none',
      'resolved/none',
    ]);
  });
});

describe('promises', () => {
  it('are those that the timelines lead to, month by month', async () => {
    const boss = { kind: 'staff' as const, staffId: newId(house.ctx.now()), roles: ['manager' as const] };
    const { document } = await getBook(house.ctx, boss);
    for (const month of ['2026-03', '2026-08', '2026-10', '2026-11']) {
      const { tickets, changed } = await rehearse(house.ctx, boss, { month, document });
      expect(tickets).toBeGreaterThan(20);
      expect(changed).toEqual([]);
    }
  });

  it('are broken about once in nine', async () => {
    const [row] = await house.ctx.db.$queryRaw<{ share: number }[]>`
      select (count(*) filter (where breached_at is not null))::float8 / count(*) as share from ticket_deadline
      where promise = 'resolution' and (met_at is not null or breached_at is not null)`;
    expect(row?.share).toBeGreaterThan(0.08);
    expect(row?.share).toBeLessThan(0.14);
  });
});

describe('the demo', () => {
  it('has its company, houses and people', async () => {
    const { db } = house.ctx;
    expect(await db.unit.count({ where: { type: 'flat' } })).toBe(240);
    expect(await db.unit.count({ where: { type: 'parking' } })).toBe(12);
    expect(await db.dispute.count({ where: { outcome: null } })).toBe(3);
    expect(await db.staffMember.count({ where: { slackUserId: 'U0OUTSIDER' } })).toBe(0);
    expect(await db.staffMember.count({ where: { deactivatedAt: { not: null } } })).toBe(1);
    expect(
      (await db.resident.findFirstOrThrow({ where: { id: stableId('demo', 'uk', 'resident', 'oneil') } })).fullName,
    ).toBe("<b>O'Neil & _co_");
    const audience = await countAudience(house.ctx, systemActor, 'everyone');
    expect(audience.flats).toBe(252);
    expect(audience.reachable).toBe(18);
  });

  it('knows how its news arrived', async () => {
    const post = await house.ctx.db.newsPost.findFirstOrThrow({
      where: { audience: 'everyone' },
      orderBy: { publishedAt: 'desc' },
    });
    const report = await newsReport(house.ctx, systemActor, post.id);
    expect(report).toMatchObject({ delivered: 18, waiting: 0, failed: 0 });
    expect(report.unreachable).toBe(report.recipients - 18);
    expect(report.read).toBeGreaterThan(3);
  });

  it('lets a stranger in by the printed code, with the past of their flat', async () => {
    house.clock.set('2026-11-20T12:00:00Z');
    const [, code] = demoJoinCodes('uk');
    const chat = await openChat(house.ctx, { messenger: 'telegram', address: '100101', locale: 'ru' });
    const result = await joinByCode(house.ctx, chat.id, code?.code ?? '', { name: 'Роман' });
    expect(result).toMatchObject({ status: 'joined', residentId: stableId('demo', 'uk', 'resident', 'stranger-ru') });
  });

  it('is seeded once', async () => {
    expect(seeded.seeded).toBe(true);
    expect(await seedDemo(house.ctx, { demo: 'uk', asOf })).toMatchObject({ seeded: false, rows: {} });
  });

  it.each(['2026-11-20', '2028-02-29'])('is the same for the same day: %s', async (day) => {
    const [one, two] = [await layDemo('uk', PlainDate.from(day)), await layDemo('uk', PlainDate.from(day))];
    expect(hashOf(one.sheet)).toBe(hashOf(two.sheet));
  });

  it('tells of nothing after the beginning of its day', async () => {
    const late = await house.ctx.db.$queryRaw<object[]>`
      select 1 from ticket_event where created_at > '2026-11-19T21:00:00Z'
      union all select 1 from news_post where published_at > '2026-11-19T21:00:00Z'
      union all select 1 from reading where taken_on >= '2026-11-20'
      union all select 1 from ledger_entry where effective_on > '2026-11-20'`;
    expect(late).toEqual([]);
  });
});

describe('Maple Court', () => {
  it('is seeded in dollars', async () => {
    const maple = await testCtx();
    try {
      await seedDemo(maple.ctx, { demo: 'maple', asOf });
      const invoice = await maple.ctx.db.invoice.findFirstOrThrow({ include: { lines: true } });
      expect(invoice.currency).toBe('USD');
      expect(invoice.lines[0]?.chargedMinor).toBe(31_200n);
      expect(await maple.ctx.db.chat.count()).toBe(6);
      expect(await maple.ctx.db.invoiceLine.count({ where: { group: 'penalty' } })).toBeGreaterThan(0);
    } finally {
      await maple.close();
    }
  });
});

function hashOf(sheet: { rows(table: TableName): readonly object[] }): string {
  const json = JSON.stringify(
    tableOrder.map((table) => sheet.rows(table)),
    (_, value) => (typeof value === 'bigint' ? `${value}n` : value),
  );
  return createHash('sha256').update(json).digest('hex');
}
