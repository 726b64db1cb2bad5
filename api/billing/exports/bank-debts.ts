import iconv from 'iconv-lite';
import { getCompany } from '#api/company/company.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { periodOf, today } from '#api/core/time.ts';
import { majorText } from '#locales/format.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';
import { type AccountRow, accountsInOrder } from './accounts-in-order.ts';

export const bankLayouts = ['accounts', 'names'] as const;

/**
 * `accounts`: account; unified account; the house's FIAS code; name; address; month; sum. `names`, the older one: name; address; account; sum,
 * under a line of `#`. Names of owners are left out unless they are asked for: the bank needs the account.
 */
export type BankDebtsInput = {
  payeeId: string;
  layout: (typeof bankLayouts)[number];
  /** The file's number in its month, 1–999. */
  number: number;
  withNames: boolean;
};

type Row = AccountRow & { minor: bigint; unified: string | null; owner: string | null };

/**
 * What every account of a payee owes, as banks take it so that people pay at their counters: Windows-1251, semicolons, decimal commas,
 * named `<INN>_<account>_<number>_<MMYY>.txt`. The layouts are those Sberbank publishes for «Реестры задолженности». Refuses `not-allowed`,
 * `payee.not-found`, `export.no-requisites` { payee } when its tax number or bank account is missing.
 */
export async function bankDebts(
  ctx: Ctx,
  actor: Actor,
  { payeeId, layout, number, withNames }: BankDebtsInput,
): Promise<{ fileName: string; mime: string; bytes: AsyncIterable<Uint8Array> }> {
  mustKeepBooks(actor);
  const payee = found(await ctx.db.payee.findUnique({ where: { id: payeeId } }), 'payee');
  if (!payee.taxId || !payee.bankAccount) throw new AppError('export.no-requisites', { payee: payee.name });
  const { timeZone } = await getCompany(ctx);
  const month = periodOf(today(ctx, timeZone));
  const shortMonth = `${month.slice(5, 7)}${month.slice(2, 4)}`;
  const rows = accountsInOrder<Row>(
    ctx,
    { payeeId },
    {
      columns: Prisma.sql`owed.minor, own.unified_number as unified, ${withNames ? ownerSql : Prisma.sql`null`} as owner`,
      joins: Prisma.sql`
        join account own on own.id = page.id
        cross join lateral (select coalesce(sum(e.amount_minor), 0)::bigint as minor
          from ledger_entry e where e.account_id = page.id) owed`,
      where: Prisma.sql`owed.minor > 0 and own.closed_on is null`,
    },
  );
  const name = [payee.taxId, payee.bankAccount, String(number).padStart(3, '0'), shortMonth].join('_');
  const line = (row: Row) => {
    const sum = majorText(row.minor, row.currency).replace('.', ',');
    const address = `${row.address}, ${row.unit}`;
    const cells =
      layout === 'names'
        ? [row.owner ?? '', address, row.number, sum]
        : [row.number, row.unified ?? '', '', row.owner ?? '', address, shortMonth, sum];
    return cells.map(plainField).join(';');
  };
  return { fileName: `${name}.txt`, mime: 'text/plain; charset=windows-1251', bytes: encoded(rows, line, layout) };
}

async function* encoded(
  rows: AsyncIterable<Row[]>,
  line: (row: Row) => string,
  layout: BankDebtsInput['layout'],
): AsyncIterable<Uint8Array> {
  const write = (lines: readonly string[]) =>
    new Uint8Array(iconv.encode(lines.map((one) => `${one}\r\n`).join(''), 'win1251'));
  if (layout === 'names') yield write(['#ФИО;Адрес;Лицевой счёт;Сумма']);
  for await (const some of rows) if (some.length > 0) yield write(some.map(line));
}

/** The format knows no quotes: what would end a field becomes a comma or a space. */
function plainField(text: string): string {
  return text.replaceAll(';', ',').replace(/\s+/g, ' ').replace(/^#/, '№').trim();
}

const ownerSql = Prisma.sql`(select r.full_name from occupancy o join resident r on r.id = o.resident_id
  where o.unit_id = own.unit_id and o.role = 'owner' and o.ends_on is null order by o.starts_on, o.id limit 1)`;
