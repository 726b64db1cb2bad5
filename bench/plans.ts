import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool } from 'pg';
import type { Ctx } from '#api/core/ctx.ts';
import { PrismaClient } from '#prisma/generated/client.ts';

type Asked = { text: string; values: unknown[] };
type PlanNode = { 'Node Type': string; 'Relation Name'?: string; Plans?: PlanNode[] };

/** Runs `deed` once with a client that remembers its statements, and says which would read a growing table from end to end or skip. */
export async function complainOfPlans(
  on: { url: string; ctx: Ctx },
  growing: readonly string[],
  deed: (ctx: Ctx) => Promise<unknown>,
): Promise<string[]> {
  const asked: Asked[] = [];
  const pool = new Pool({ connectionString: on.url, max: 1, options: '-c TimeZone=UTC' });
  pool.on('error', () => {});
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  Object.assign(pool, {
    query: (...args: unknown[]) => {
      const { text, values } = args[0] as Partial<Asked>;
      if (text) asked.push({ text, values: values ?? (args[1] as unknown[] | undefined) ?? [] });
      return query(...args);
    },
  });
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  await deed({ ...on.ctx, db });
  const complaints: string[] = [];
  for (const one of asked.filter(({ text }) => /^\s*(with|select)/i.test(text))) {
    if (skipsRows(one)) complaints.push(`skips rows: ${brief(one.text)}`);
    const { rows } = (await query(`explain (format json) ${one.text}`, one.values)) as {
      rows: { 'QUERY PLAN': { Plan: PlanNode }[] }[];
    };
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    for (const table of plan ? readWhole(plan) : []) {
      if (growing.includes(table)) complaints.push(`Seq Scan on ${table}: ${brief(one.text)}`);
    }
  }
  await db.$disconnect();
  await pool.end().catch(() => {});
  return complaints;
}

/** How often each of these tables has been read from end to end: counted by Postgres itself, whichever plan it took. */
export async function countSeqScans(url: string, tables: readonly string[]): Promise<Map<string, number>> {
  // Sessions report what they did a second late at most.
  await new Promise((done) => setTimeout(done, 1500));
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; scans: string }>(
    `select relname as name, seq_scan as scans from pg_stat_user_tables where relname = any($1)`,
    [tables],
  );
  await client.end();
  return new Map(rows.map(({ name, scans }) => [name, Number(scans)]));
}

/** An `offset` of zero is how Prisma says none. */
function skipsRows({ text, values }: Asked): boolean {
  const place = /\boffset\s+(?:\$(\d+)|(\d+))/i.exec(text);
  return place !== null && Number(place[2] ?? values[Number(place[1]) - 1]) !== 0;
}

function readWhole(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(readWhole)];
}

function brief(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
}
