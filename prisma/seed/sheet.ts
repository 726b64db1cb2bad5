import type { TxCtx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** The tables a demo fills, in an order in which every row finds what it points to. */
type Tables = {
  company: Prisma.CompanyCreateManyInput;
  building: Prisma.BuildingCreateManyInput;
  unit: Prisma.UnitCreateManyInput;
  payee: Prisma.PayeeCreateManyInput;
  account: Prisma.AccountCreateManyInput;
  resident: Prisma.ResidentCreateManyInput;
  occupancy: Prisma.OccupancyCreateManyInput;
  chat: Prisma.ChatCreateManyInput;
  consent: Prisma.ConsentCreateManyInput;
  join_code: Prisma.JoinCodeCreateManyInput;
  staff_member: Prisma.StaffMemberCreateManyInput;
  slack_channel: Prisma.SlackChannelCreateManyInput;
  service: Prisma.ServiceCreateManyInput;
  tariff: Prisma.TariffCreateManyInput;
  invoice: Prisma.InvoiceCreateManyInput;
  invoice_line: Prisma.InvoiceLineCreateManyInput;
  payment: Prisma.PaymentCreateManyInput;
  payment_allocation: Prisma.PaymentAllocationCreateManyInput;
  ledger_entry: Prisma.LedgerEntryCreateManyInput;
  meter: Prisma.MeterCreateManyInput;
  reading: Prisma.ReadingCreateManyInput;
  reading_window: Prisma.ReadingWindowCreateManyInput;
  outage: Prisma.OutageCreateManyInput;
  outage_building: Prisma.OutageBuildingCreateManyInput;
  news_post: Prisma.NewsPostCreateManyInput;
  news_text: Prisma.NewsTextCreateManyInput;
  news_audience: Prisma.NewsAudienceCreateManyInput;
  news_read: Prisma.NewsReadCreateManyInput;
  ticket: Prisma.TicketCreateManyInput;
  sla_book: Prisma.SlaBookCreateManyInput;
  ticket_event: Prisma.TicketEventCreateManyInput;
  ticket_deadline: Prisma.TicketDeadlineCreateManyInput;
  conversation: Prisma.ConversationCreateManyInput;
  message: Prisma.MessageCreateManyInput;
  dispute: Prisma.DisputeCreateManyInput;
  delivery: Prisma.DeliveryCreateManyInput;
  card: Prisma.CardCreateManyInput;
};
export type TableName = keyof Tables;

export const tableOrder: TableName[] = [
  'company',
  'building',
  'unit',
  'payee',
  'account',
  'resident',
  'occupancy',
  'chat',
  'consent',
  'join_code',
  'staff_member',
  'slack_channel',
  'service',
  'tariff',
  'invoice',
  'invoice_line',
  'payment',
  'payment_allocation',
  'ledger_entry',
  'meter',
  'reading',
  'reading_window',
  'outage',
  'outage_building',
  'news_post',
  'news_text',
  'news_audience',
  'news_read',
  'ticket',
  'sla_book',
  'ticket_event',
  'ticket_deadline',
  'conversation',
  'message',
  'dispute',
  'delivery',
  'card',
];

/** The rows of a demo, laid out in memory before any is written. */
export type Sheet = {
  put<T extends TableName>(table: T, ...rows: Tables[T][]): void;
  rows(table: TableName): readonly object[];
};

export function newSheet(): Sheet {
  const laid = new Map<TableName, object[]>();
  const rowsOf = (table: TableName) => {
    const rows = laid.get(table) ?? [];
    laid.set(table, rows);
    return rows;
  };
  return {
    put: (table, ...rows) => {
      for (const row of rows) rowsOf(table).push(row);
    },
    rows: rowsOf,
  };
}

const rowsAStatement = 4000;

/** Writes a sheet: some thousand rows a statement, as one JSON value that Postgres unfolds by the table's own types. */
export async function writeSheet(tx: TxCtx, sheet: Sheet): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tableOrder) {
    const rows = sheet.rows(table);
    const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const columns = Prisma.raw(keys.map((key) => `"${columnOf(key)}"`).join(', '));
    const name = Prisma.raw(table);
    for (let from = 0; from < rows.length; from += rowsAStatement) {
      const json = toJson(rows.slice(from, from + rowsAStatement), keys);
      await tx.db.$executeRaw(Prisma.sql`
        insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, ${json}::json)`);
    }
    counts[table] = rows.length;
  }
  return counts;
}

function toJson(rows: readonly object[], keys: string[]): string {
  const columns = new Map(keys.map((key) => [key, columnOf(key)]));
  const plain = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [columns.get(key) ?? key, value])),
  );
  return JSON.stringify(plain, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
}

function columnOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
