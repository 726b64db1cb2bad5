import type { Page } from '#api/company/page.ts';
import { cell, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import { type AuditSurface, noteAudit } from '#api/core/audit.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { found, mustBeAllowed } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';

export const fileParts = ['tickets', 'talks', 'calls', 'bills', 'payments', 'readings'] as const;
export type FilePart = (typeof fileParts)[number];

/** One thing that happened in a flat. `facts` are what its part knows: ids, words, states, sums in minor units. */
export type FileEntry = {
  part: FilePart;
  id: string;
  at: Instant;
  /** What stands before the title and has a name in every language: a bill's period, a payment's way, a reading's resource. */
  code: string | null;
  title: string;
  state: string | null;
  /** Decimal text of minor units. */
  minor: string | null;
  currency: string | null;
  number: number | null;
  byName: string | null;
};

export type FlatFileInput = { unitId: string; parts?: readonly FilePart[]; after?: string | null; limit?: number };

/** The parts of a flat's file that somebody may read: money is for accountants and managers. */
export function partsFor(actor: Actor): FilePart[] {
  const seesMoney = actor.kind === 'system' || hasRole(actor, 'accountant', 'manager');
  return fileParts.filter((part) => seesMoney || (part !== 'bills' && part !== 'payments'));
}

/**
 * Everything that happened in a flat on one timeline, newest first: tickets, chats, noted calls, bills, payments, readings. A
 * part that the reader's role does not see is left out, asked for or not. No names and phones of residents. That it was
 * looked at is written down, once for the first page. Refuses `unit.not-found`.
 */
export async function readFlatFile(
  ctx: Ctx,
  actor: Actor,
  input: FlatFileInput & { surface: AuditSurface },
): Promise<Page<FileEntry>> {
  mustBeAllowed(actor.kind === 'system' || (actor.kind === 'staff' && actor.roles.length > 0));
  const { unitId, after, surface } = input;
  found(await ctx.db.unit.findUnique({ where: { id: unitId }, select: { id: true } }), 'unit');
  const limit = Math.min(input.limit ?? 30, 100);
  const parts = partsFor(actor).filter((part) => !input.parts?.length || input.parts.includes(part));
  const cursor = readCursor(after, [cell.moment, cell.id]);
  if (!cursor)
    await noteAudit(ctx, actor, { surface, deed: 'flat-file.viewed', subject: { type: 'unit', id: unitId } });
  if (parts.length === 0) return { items: [], next: null };
  const at = cursor ? cursor[0].toISOString() : '9999-01-01T00:00:00Z';
  const before = { at, id: cursor ? cursor[1] : 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  const pieces = parts.map((part) => pieceOf(part, unitId, before, limit + 1));
  const rows = await ctx.db.$queryRaw<FileEntry[]>`
    select * from (${Prisma.join(pieces, ' union all ')}) entries order by at desc, id desc limit ${limit + 1}`;
  return toPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => row,
  );
}

type Before = { at: string; id: string };

/** The newest rows of one part before a place in the file; each part reads no more than a page. */
function pieceOf(part: FilePart, unitId: string, before: Before, limit: number): Prisma.Sql {
  const { moment, columns, from } = sources[part];
  return Prisma.sql`(select ${part} as part, x.id, ${moment} as at, ${columns} from ${from}
    where ${place(part, unitId)} and (${moment}, x.id) < (${before.at}::timestamptz, ${before.id}::uuid)
    order by ${moment} desc, x.id desc limit ${limit})`;
}

function place(part: FilePart, unitId: string): Prisma.Sql {
  if (part === 'bills' || part === 'payments') {
    return Prisma.sql`x.account_id in (select id from account where unit_id = ${unitId}::uuid)`;
  }
  if (part === 'readings') return Prisma.sql`x.meter_id in (select id from meter where unit_id = ${unitId}::uuid)`;
  const own = Prisma.sql`x.unit_id = ${unitId}::uuid`;
  return part === 'talks' ? Prisma.sql`${own} and x.ticket_id is null` : own;
}

type Source = { moment: Prisma.Sql; columns: Prisma.Sql; from: Prisma.Sql };

/** `code, title, state, minor, currency, number, byName` of each part, in this order. */
const sources: Record<FilePart, Source> = {
  tickets: {
    moment: Prisma.sql`x.created_at`,
    columns: Prisma.sql`null::text as code, left(x.text, 200) as title, x.status as state, null::text as minor, null::text as currency,
      x.number as number, s.name as "byName"`,
    from: Prisma.sql`ticket x left join staff_member s on s.id = x.assignee_id`,
  },
  talks: {
    moment: Prisma.sql`x.last_at`,
    columns: Prisma.sql`null::text as code, coalesce((select left(m.text, 200) from message m where m.conversation_id = x.id
        and m.taken_back_at is null order by m.created_at desc, m.id desc limit 1), '') as title,
      case when x.waits_since is null then 'answered' else 'waits' end as state, null::text as minor,
      null::text as currency, null::int as number, null::text as "byName"`,
    from: Prisma.sql`conversation x`,
  },
  calls: {
    moment: Prisma.sql`x.created_at`,
    columns: Prisma.sql`null::text as code, left(coalesce(x.outcome, case when x.reason = 'visit' then '' else x.text end), 200) as title,
      case when x.reason = 'noted' then 'noted' else x.state end as state, null::text as minor, null::text as currency,
      t.number as number, s.name as "byName"`,
    from: Prisma.sql`phone_call x left join ticket t on t.id = x.ticket_id left join staff_member s on s.id = x.staff_id`,
  },
  bills: {
    moment: Prisma.sql`x.created_at`,
    columns: Prisma.sql`x.period as code, p.name as title, x.state as state, x.total_minor::text as minor,
      x.currency::text as currency, null::int as number, null::text as "byName"`,
    from: Prisma.sql`invoice x join payee p on p.id = x.payee_id`,
  },
  payments: {
    moment: Prisma.sql`x.created_at`,
    columns: Prisma.sql`x.provider as code, '' as title, x.state as state, x.amount_minor::text as minor,
      x.currency::text as currency, null::int as number, null::text as "byName"`,
    from: Prisma.sql`payment x`,
  },
  readings: {
    moment: Prisma.sql`x.created_at`,
    columns: Prisma.sql`m.resource as code,
      array_to_string(array(select trim_scale(v)::text from unnest(x.values) v), ' / ') as title, x.state as state, null::text as minor, null::text as currency, null::int as number, s.name as "byName"`,
    from: Prisma.sql`reading x join meter m on m.id = x.meter_id left join staff_member s on s.id = x.staff_id`,
  },
};
