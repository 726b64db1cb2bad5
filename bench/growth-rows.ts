import type { ResidentActor, StaffActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { listMyTickets } from '#api/tickets/my-tickets.ts';
import { findMyTickets } from '#api/tickets/search/find-my-tickets.ts';
import { findTickets } from '#api/tickets/search/find-tickets.ts';
import { getStaffTicket, listStaffTickets } from '#api/tickets/staff-tickets.ts';
import { companyOf, idOf, loadTickets } from './many-tickets.ts';
import { benchNow, type OwnDatabase, openOwnPostgres } from './own-database.ts';
import { complainOfPlans, countSeqScans } from './plans.ts';
import { median, type Row, type Sides } from './row.ts';

const many = 1_000_000;
const few = 1000;
/** What must never be read from end to end. */
const growing = ['ticket', 'ticket_search', 'search_word', 'unit', 'ticket_event'];

const desk: StaffActor = { kind: 'staff', staffId: idOf.staff(0), roles: ['dispatcher'] };
const anna: ResidentActor = { kind: 'resident', residentId: idOf.resident };

type Deed = { name: string; run(ctx: Ctx): Promise<unknown> };

const lists: Deed[] = [
  { name: 'resident: open', run: (ctx) => listMyTickets(ctx, anna, { state: 'open', limit: 100 }) },
  { name: 'resident: all', run: (ctx) => listMyTickets(ctx, anna, { limit: 20 }) },
  {
    name: 'resident: billing, done',
    run: (ctx) => listMyTickets(ctx, anna, { kind: 'billing', state: 'done', limit: 20 }),
  },
  { name: 'staff: all', run: (ctx) => listStaffTickets(ctx, desk) },
  { name: 'staff: third page', run: (ctx) => pageAfter(ctx, 2) },
  { name: 'staff: new', run: (ctx) => listStaffTickets(ctx, desk, { status: 'new' }) },
  { name: 'staff: closed', run: (ctx) => listStaffTickets(ctx, desk, { status: 'closed' }) },
  { name: 'staff: general', run: (ctx) => listStaffTickets(ctx, desk, { kind: 'general' }) },
  { name: 'staff: of one colleague', run: (ctx) => listStaffTickets(ctx, desk, { assigneeId: idOf.staff(3) }) },
  {
    name: "colleague's queue",
    run: (ctx) => listStaffTickets(ctx, desk, { assigneeId: idOf.staff(3), status: 'claimed' }),
  },
  { name: 'staff: of one building', run: (ctx) => listStaffTickets(ctx, desk, { buildingId: idOf.building(1) }) },
  {
    name: 'new of one building',
    run: (ctx) => listStaffTickets(ctx, desk, { buildingId: idOf.building(1), status: 'new' }),
  },
  { name: 'one ticket', run: async (ctx) => getStaffTicket(ctx, desk, await newestId(ctx)) },
];

const find = (words: string, more: object = {}) => ({
  name: `${words} ${Object.keys(more).join(' ')}`.trim(),
  run: (ctx: Ctx) => findTickets(ctx, desk, { words, ...more }),
});

/** Common words, seldom ones, rare ones, several at once, misspelt ones, a number, and what nobody said. */
const searches: Deed[] = [
  ...['протечка', 'лифт', 'leak', 'потекла труба', 'шлагбаум', 'балкон', 'скворечник', 'лифт балкон'].map((words) =>
    find(words),
  ),
  ...['протечкаа', 'скворечнек', '№ 500', 'абракадабра'].map((words) => find(words)),
  find('протечка', { kind: 'billing' }),
  find('протечка', { buildingId: idOf.building(1) }),
  find('протечка', { status: 'new' }),
  find('лифт', { assigneeId: idOf.staff(3) }),
  { name: 'resident: протечка', run: (ctx) => findMyTickets(ctx, anna, { words: 'протечка' }) },
];

async function pageAfter(ctx: Ctx, pages: number): Promise<unknown> {
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) after = (await listStaffTickets(ctx, desk, { after })).next;
  return listStaffTickets(ctx, desk, { after });
}

async function newestId(ctx: Ctx): Promise<string> {
  return (await listStaffTickets(ctx, desk, { limit: 1 })).items[0]?.id ?? '';
}

/** p50 of each deed on a million tickets against a thousand, all deeds added up: none may hide behind the quick ones. */
function growthRow(name: string, aim: number, reason: string, deeds: readonly Deed[]): Row {
  return { name, unit: 'ms p50, sum', aim, reason, rounds: 5, prepare: () => prepareGrowth(deeds) };
}

async function prepareGrowth(deeds: readonly Deed[]): Promise<Sides> {
  const postgres = await openOwnPostgres();
  const small = await postgres.open('few', 2);
  const large = await postgres.open('many', 2);
  await loadTickets(small.url, few, benchNow);
  const started = performance.now();
  await loadTickets(large.url, many, benchNow);
  const loaded = Math.round((performance.now() - started) / 1000);
  const before = await countSeqScans(large.url, growing);
  const took = new Map<string, { ours: number[]; baseline: number[] }>(
    deeds.map(({ name }) => [name, { ours: [], baseline: [] }]),
  );
  const side = (where: OwnDatabase, which: 'ours' | 'baseline') => async () => {
    let sum = 0;
    for (const deed of deeds) {
      const half = await timeDeed(deed, where.ctx);
      took.get(deed.name)?.[which].push(half);
      sum += half;
    }
    return sum;
  };
  return {
    ours: side(large, 'ours'),
    baseline: side(small, 'baseline'),
    async complain() {
      const after = await countSeqScans(large.url, growing);
      const scanned = growing.filter((table) => (after.get(table) ?? 0) > (before.get(table) ?? 0));
      const planned = [];
      for (const deed of deeds) planned.push(...(await complainOfPlans(large, growing, deed.run)));
      return [...scanned.map((table) => `${table} was read from end to end`), ...planned];
    },
    details: () => [
      `${many} tickets of ${companyOf.units(many)} flats loaded in ${loaded} s; plans and counters looked through`,
      ...deeds.map(({ name }) => {
        const { ours, baseline } = took.get(name) ?? { ours: [], baseline: [] };
        const [one, other] = [median(ours.slice(1)), median(baseline.slice(1))];
        return `${name}: ${one.toFixed(2)} against ${other.toFixed(2)} ms, ${(one / other).toFixed(2)}×`;
      }),
    ],
    close: postgres.close,
  };
}

/** The first calls of each deed warm what a running house has warm. */
async function timeDeed({ run }: Deed, ctx: Ctx): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < 15; call += 1) {
    const started = performance.now();
    await run(ctx);
    times.push(performance.now() - started);
  }
  return median(times.slice(5));
}

export const growthRows: readonly Row[] = [
  growthRow(
    'tickets-growth',
    1.5,
    'deeper indexes and colder pages cost more than a table that fits into the cache',
    lists,
  ),
  growthRow('search-growth', 3, 'words of the middle are looked up in slices of 65 536 tickets', searches),
];
