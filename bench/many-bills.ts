import { Client } from 'pg';
import { stableId } from '#api/core/ids.ts';

/** A file of bills as billing writes it: so many accounts, so many lines on each bill. */
export const fileOf = { accounts: 10_000, lines: 10 };

const services = [
  ['maintenance', 'Содержание жилья', 'service-fees', 'м²', 'area'],
  ['capital-repair', 'Капитальный ремонт', 'service-fees', 'м²', 'area'],
  ['cold-water', 'Холодная вода', 'water', 'м³', 'meter'],
  ['hot-water', 'Горячая вода', 'water', 'м³', 'meter'],
  ['sewage', 'Водоотведение', 'water', 'м³', 'meter'],
  ['heating', 'Отопление', 'heating', 'Гкал', 'norm'],
  ['electricity-day', 'Электроэнергия, день', 'electricity', 'кВт·ч', 'meter'],
  ['electricity-night', 'Электроэнергия, ночь', 'electricity', 'кВт·ч', 'meter'],
  ['gas', 'Газ', 'gas', 'чел.', 'person'],
  ['waste', 'Вывоз мусора', 'service-fees', 'чел.', 'person'],
] as const;

export const columns =
  'account_number;period;issue_date;due_date;document_number;service_code;service_name;group;unit;volume;volume_method;tariff;charged;recalculation;benefit;penalty;to_pay'.split(
    ';',
  );

export const accountNumber = (n: number) => `00005${String(n).padStart(7, '0')}`;
export const accountId = (n: number) => stableId('bench', 'account', String(n));
export const payeeId = stableId('bench', 'payee');

/** The rows of the file of a month (counted from January 2020), as cells: numbers with a decimal comma. */
export function* rowsOf(month: number, accounts = fileOf.accounts): Generator<string[]> {
  const { period, next } = monthNumber(month);
  for (let account = 1; account <= accounts; account += 1) {
    for (const [index, [code, name, group, unit, method]] of services.entries()) {
      const minor = 10_000 + ((account * 37 + index * 991 + month * 13) % 300_000);
      const sum = `${Math.floor(minor / 100)},${String(minor % 100).padStart(2, '0')}`;
      yield [
        ...[accountNumber(account), period, `${next}-01`, `${next}-15`, `${accountNumber(account)}/${month}`],
        ...[code, name, group, unit, String(1 + ((account + index) % 90)), method, '65,97', sum, '0', '0', '0', sum],
      ];
    }
  }
}

export function csvOf(month: number, accounts = fileOf.accounts): string {
  const lines = [columns.join(';')];
  for (const row of rowsOf(month, accounts)) lines.push(row.join(';'));
  return lines.join('\r\n');
}

export function monthNumber(month: number): { period: string; next: string } {
  const at = (count: number) => `${2020 + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  return { period: at(month), next: at(month + 1) };
}

/** A company of so many flats, each with an account of its own and nothing on it. */
export async function loadAccounts(url: string, accounts: number, now: Date): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values);
  const ids = (kind: string) => Array.from({ length: accounts }, (_, n) => stableId('bench', kind, String(n + 1)));
  try {
    await run(
      `insert into company (id, name, country, time_zone, locale, currency, office_phone, office_hours, emergency_phone, is_demo, created_at)
       values ($1, 'Bench', 'RU', 'Europe/Moscow', 'ru', 'RUB', '+74950000000', '9–18', '+74950000001', false, $2)`,
      [stableId('bench', 'company'), now],
    );
    await run(`insert into payee (id, code, name, currency, created_at) values ($1, 'main', 'Bench', 'RUB', $2)`, [
      payeeId,
      now,
    ]);
    await run(
      `insert into building (id, code, address, entrances, floors, has_lift, has_gas, created_at)
       values ($1, 'A', 'ул. Садовая, 12', 3, 9, true, false, $2)`,
      [stableId('bench', 'building'), now],
    );
    await run(
      `insert into unit (id, building_id, number, type, created_at)
       select t.id, $2, t.n::text, 'flat', $3 from unnest($1::uuid[]) with ordinality t(id, n)`,
      [ids('unit'), stableId('bench', 'building'), now],
    );
    await run(
      `insert into account (id, unit_id, payee_id, number, is_main, created_at)
       select t.id, t.unit, $3, '00005' || lpad(t.n::text, 7, '0'), true, $4
       from unnest($1::uuid[], $2::uuid[]) with ordinality t(id, unit, n)`,
      [ids('account'), ids('unit'), payeeId, now],
    );
    await run('analyze');
  } finally {
    await client.end();
  }
}
