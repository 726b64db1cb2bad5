import { Client } from 'pg';
import { getStatement } from '#api/billing/statement/get-statement.ts';
import type { ResidentActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { stableId } from '#api/core/ids.ts';
import { loadAccounts } from './many-bills.ts';
import { benchNow, openOwnPostgres } from './own-database.ts';
import { complainOfPlans, countSeqScans } from './plans.ts';
import { median, type Row } from './row.ts';

const many = 1_000_000;
const few = 1000;
/** Flats whose statements are asked for, spread over all there are: each from a page that may be cold. */
const asked = 300;
/** What must never be read from end to end. */
const growing = ['account', 'unit', 'invoice', 'ledger_entry', 'payment', 'payment_allocation', 'occupancy'];

const anna: ResidentActor = { kind: 'resident', residentId: stableId('bench', 'resident') };
const span = { from: '2026-01', until: '2026-12' };

/** p50 of a flat's statement in a house of a million accounts against one of a thousand. */
export const statementGrowth: Row = {
  ...{ name: 'statement-growth', unit: 'ms p50', aim: 1.5, rounds: 5 },
  reason: 'deeper indexes and colder pages cost more than tables that fit into the cache',
  async prepare() {
    const postgres = await openOwnPostgres();
    const small = await postgres.open('few', 2);
    const large = await postgres.open('many', 2);
    await loadBooks(small.url, few);
    const started = performance.now();
    await loadBooks(large.url, many);
    const loaded = Math.round((performance.now() - started) / 1000);
    const before = await countSeqScans(large.url, growing);
    return {
      ours: () => timeStatements(large.ctx, many),
      baseline: () => timeStatements(small.ctx, few),
      async complain() {
        const after = await countSeqScans(large.url, growing);
        const scanned = growing.filter((table) => (after.get(table) ?? 0) > (before.get(table) ?? 0));
        const planned = await complainOfPlans(large, growing, (ctx) => getStatement(ctx, anna, unitOf(1), span));
        return [...scanned.map((table) => `${table} was read from end to end`), ...planned];
      },
      details: () => [
        `${many} accounts loaded in ${loaded} s, each with two bills and a payment; ${asked} flats a round`,
      ],
      close: postgres.close,
    };
  },
};

const unitOf = (n: number) => stableId('bench', 'unit', String(n));
const askedOf = (accounts: number) =>
  Array.from({ length: asked }, (_, n) => 1 + Math.floor((n * (accounts - 1)) / asked));

async function timeStatements(ctx: Ctx, accounts: number): Promise<number> {
  const times: number[] = [];
  for (const n of askedOf(accounts)) {
    const started = performance.now();
    const { accounts: own } = await getStatement(ctx, anna, unitOf(n), span);
    times.push(performance.now() - started);
    if ((own[0]?.rows.length ?? 0) < 2) throw new Error(`the statement of flat ${n} is empty`);
  }
  return median(times);
}

/** Two bills and one payment an account, keys and triggers asleep while they come in. Anna holds the flats that are asked for. */
async function loadBooks(url: string, accounts: number): Promise<void> {
  await loadAccounts(url, accounts, benchNow);
  const client = new Client({ connectionString: url });
  await client.connect();
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values);
  try {
    await run('set session_replication_role = replica');
    await run(`set maintenance_work_mem = '512MB'`);
    const { rows: indexes } = await client.query<{ name: string; made: string }>(
      `select indexname as name, indexdef as made from pg_indexes
       where tablename in ('invoice', 'ledger_entry', 'payment', 'payment_allocation') and indexname !~ '_pkey$'`,
    );
    for (const { name } of indexes) await run(`drop index ${name}`);
    await run(`
      create temp table made as select a.id as account_id, a.payee_id, a.number, m.n, m.period, m.day, gen_random_uuid() as invoice_id,
        gen_random_uuid() as payment_id
      from account a cross join (values (1, '2026-09', date '2026-10-01'), (2, '2026-10', date '2026-11-01')) m(n, period, day)`);
    await run(
      `insert into invoice (id, account_id, payee_id, period, number, issued_on, due_on, currency, opening_minor, charged_minor,
         recalculation_minor, benefit_minor, penalty_minor, rounding_minor, total_minor, paid_minor, state, created_at)
       select invoice_id, account_id, payee_id, period, number || '-' || n, day, day + 14, 'RUB', 0, 500000, 0, 0, 0, 0, 500000,
         case n when 1 then 500000 else 0 end, 'issued', $1 from made`,
      [benchNow],
    );
    await run(
      `insert into ledger_entry (id, account_id, origin, kind, amount_minor, currency, effective_on, invoice_id, payment_id, created_at)
       select gen_random_uuid(), account_id, 'billed', 'charge', 500000, 'RUB', day, invoice_id, null, $1::timestamptz from made
       union all select gen_random_uuid(), account_id, 'billed', 'payment', -500000, 'RUB', day + 9, null, payment_id, $1
       from made where n = 1`,
      [benchNow],
    );
    await run(
      `insert into payment (id, account_id, payee_id, provider, state, amount_minor, commission_minor, refunded_minor, currency,
         provider_charge_id, created_at, succeeded_at)
       select payment_id, account_id, payee_id, 'bank', 'succeeded', 500000, 0, 0, 'RUB', number, $1, day + 9 from made where n = 1`,
      [benchNow],
    );
    await run(
      `insert into payment_allocation (id, payment_id, invoice_id, amount_minor, created_at)
       select gen_random_uuid(), payment_id, invoice_id, 500000, $1 from made where n = 1`,
      [benchNow],
    );
    for (const { made } of indexes) await run(made);
    await run(
      `insert into resident (id, full_name, given_name, locale, created_at) values ($1, 'Anna', 'Anna', 'ru', $2)`,
      [anna.residentId, benchNow],
    );
    await run(
      `insert into occupancy (id, unit_id, resident_id, role, rights, starts_on, created_at)
       select gen_random_uuid(), t.id, $2, 'owner', '{tickets,meters,bills,pay}', '2020-01-01', '2020-01-01'
       from unnest($1::uuid[]) t(id)`,
      [[...new Set(askedOf(accounts))].map(unitOf), anna.residentId],
    );
    await run('vacuum analyze');
  } finally {
    await client.end();
  }
}
