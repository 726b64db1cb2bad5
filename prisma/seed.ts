import { fileURLToPath } from 'node:url';
import type { CreateCompanyInput } from '#api/company/schema.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { openDatabase } from '#api/core/db.ts';
import { AppError } from '#api/core/errors.ts';
import { openDiskFiles } from '#api/core/files.ts';
import { stableId } from '#api/core/ids.ts';
import { openLog } from '#api/core/log.ts';
import { monotonicMs, PlainDate, periodOf, realNow, today } from '#api/core/time.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import type { BillPlan } from './seed/bill-plan.ts';
import { buildBills } from './seed/bills.ts';
import { readCast } from './seed/cast.ts';
import { buildColleagues } from './seed/colleagues.ts';
import { type CastHome, type Demo, type DemoName, momentOf, periodsUntil } from './seed/demo.ts';
import { buildHouses, type HousePlan } from './seed/houses.ts';
import { mapleBills, mapleCompany, mapleHomes, mapleHouses, mapleMeters, maplePayees } from './seed/maple.ts';
import { buildMetering, type MeterPlan } from './seed/metering.ts';
import { buildNews, type NewsPlan } from './seed/news.ts';
import { mapleNews, ukNews } from './seed/news-words.ts';
import { buildOutages } from './seed/outages.ts';
import { buildPeople, type DemoJoinCode, joinCodesOf } from './seed/people.ts';
import { buildBook } from './seed/promises.ts';
import { newSheet, writeSheet } from './seed/sheet.ts';
import { mapleTickets, ukTickets } from './seed/stories.ts';
import { buildTickets, type TicketPlan } from './seed/tickets.ts';
import { ukBills, ukCompany, ukHomes, ukHouses, ukMeters, ukPayees } from './seed/uk.ts';

export type { DemoName } from './seed/demo.ts';
export type { DemoJoinCode } from './seed/people.ts';

type Payee = { code: string; name: string } & Partial<
  Record<'taxId' | 'kpp' | 'bankName' | 'bic' | 'bankAccount' | 'corrAccount', string>
>;

type Plan = {
  company: Omit<CreateCompanyInput, 'isDemo'>;
  payees: readonly Payee[];
  houses: HousePlan;
  homes: CastHome[];
  phonePrefix: string;
  meters: MeterPlan;
  bills: BillPlan;
  tickets: TicketPlan;
  news: NewsPlan;
};

const plans: Record<DemoName, Plan> = {
  uk: {
    company: ukCompany,
    payees: ukPayees,
    houses: ukHouses,
    homes: ukHomes,
    phonePrefix: '+7999100',
    meters: ukMeters,
    bills: ukBills,
    tickets: ukTickets,
    news: ukNews,
  },
  maple: {
    company: mapleCompany,
    payees: maplePayees,
    houses: mapleHouses,
    homes: mapleHomes,
    phonePrefix: '+1207555',
    meters: mapleMeters,
    bills: mapleBills,
    tickets: mapleTickets,
    news: mapleNews,
  },
};

export type SeedResult = { seeded: boolean; ms: number; rows: Record<string, number> };

/**
 * Fills an empty database with a demo company as it stands at the beginning of `asOf` (default: today where the company is): the same
 * day gives the same rows, ids included. Does nothing (`seeded: false`) when there is a company already.
 */
export async function seedDemo(
  ctx: Ctx,
  { demo: name, asOf }: { demo: DemoName; asOf?: PlainDate | string },
): Promise<SeedResult> {
  const began = monotonicMs();
  const plan = plans[name];
  const day = asOf === undefined ? today(ctx, plan.company.timeZone) : PlainDate.from(asOf);
  const result = await inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('company'))`;
    if ((await tx.db.company.count()) > 0) return { seeded: false, rows: {} };
    await ensureCategories(tx);
    const demo = await layDemo(name, day);
    return { seeded: true, rows: await writeSheet(tx, demo.sheet) };
  });
  if (result.seeded) await ctx.db.$executeRaw`analyze`;
  const ms = Math.round(monotonicMs() - began);
  ctx.log.info({ demo: name, ms, seeded: result.seeded }, 'demo seeded');
  return { ...result, ms };
}

/** Lays out a whole demo in memory. */
export async function layDemo(name: DemoName, asOf: PlainDate): Promise<Demo> {
  const plan = plans[name];
  const { timeZone, currency, locale } = plan.company;
  const demo: Demo = {
    name,
    asOf,
    timeZone,
    currency,
    locale,
    cast: readCast(),
    sheet: newSheet(),
    periods: periodsUntil(periodOf(asOf)),
    buildings: [],
    flats: [],
    staff: [],
    known: new Map(),
  };
  const createdAt = momentOf(demo, asOf.subtract({ years: 3 }), '08:00');
  demo.sheet.put('company', { ...plan.company, id: stableId('demo', name, 'company'), isDemo: true, createdAt });
  demo.sheet.put(
    'payee',
    ...plan.payees.map((payee) => ({ ...payee, id: stableId('demo', name, 'payee', payee.code), currency, createdAt })),
  );
  buildColleagues(demo);
  buildHouses(demo, plan.houses);
  await buildPeople(demo, plan.homes, plan.phonePrefix);
  buildBills(demo, plan.bills);
  buildMetering(demo, plan.meters);
  buildBook(demo);
  buildTickets(demo, plan.tickets);
  buildNews(demo, plan.news);
  buildOutages(demo);
  return demo;
}

/** The demo's invitations, for a banner: fixed, because they open nothing but a demo. */
export function demoJoinCodes(name: DemoName = 'uk'): DemoJoinCode[] {
  return joinCodesOf(readCast(), plans[name].homes);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new AppError('env.missing', { name: 'DATABASE_URL' });
  const wanted = process.env.DEMO ?? 'uk';
  if (wanted !== 'uk' && wanted !== 'maple') throw new AppError('env.bad-value', { name: 'DEMO', value: wanted });
  const log = openLog('info');
  const { db, close } = openDatabase(url, 2);
  const files = openDiskFiles(process.env.DATA_DIR ?? '.data');
  try {
    const asOf = process.env.AS_OF;
    const result = await seedDemo({ db, now: realNow, log, files }, { demo: wanted, ...(asOf ? { asOf } : {}) });
    if (!result.seeded) log.warn({ demo: wanted }, 'there is a company already: nothing was changed');
    for (const { person, flat, code } of result.seeded ? demoJoinCodes(wanted) : []) {
      log.info({ person, flat, code }, 'demo join code');
    }
  } finally {
    await close();
  }
}
