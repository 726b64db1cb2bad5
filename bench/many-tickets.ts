import { Client } from 'pg';
import { stableId } from '#api/core/ids.ts';

/** Words of tickets as they come: most about water and light, some about everything else, a few about what hardly ever happens. */
const troubles = [
  'Протечка трубы под раковиной',
  'Течёт кран на кухне',
  'Капает с потолка в ванной',
  'The kitchen tap leaks',
  'Перегорела лампочка на лестнице',
  'Не горит свет у лифта',
  'Лифт застрял между этажами',
  'Elevator is out of order',
  'Холодная батарея в спальне',
  'The radiator is cold',
  'Домофон не открывает дверь',
  'Грязно в подъезде',
  'Засорилась раковина',
  'The drain is blocked',
  'Шумят соседи ночью',
  'Прошу пересчитать начисление',
  'Счётчик остановился',
  'Запах в подвале',
  'Не вывозят мусор',
  'Сломан замок двери',
];

/** Of so many tickets one says this. */
const seldom: [every: number, words: string][] = [
  [9000, 'скворечник упал с дерева'],
  [700, 'балкон засыпало снегом'],
  [50, 'шлагбаум не поднимается'],
];

export const companyOf = {
  buildings: (tickets: number) => Math.max(2, Math.round(tickets / 5000)),
  units: (tickets: number) => Math.max(20, Math.round(tickets / 50)),
  staff: 60,
  /** The newest are open, however many there have been. */
  open: 300,
};

export const idOf = {
  building: (n: number) => stableId('bench', 'building', String(n)),
  unit: (n: number) => stableId('bench', 'unit', String(n)),
  staff: (n: number) => stableId('bench', 'staff', String(n)),
  resident: stableId('bench', 'resident'),
  category: (n: number) => stableId('bench', 'category', String(n)),
};

/**
 * A company with `tickets` tickets of four years, in seconds: rows by generate_series with triggers and keys asleep, stems once for
 * each thing that is said, and the indexes built when all are in. Some 50 tickets a flat, however many there are.
 */
export async function loadTickets(url: string, tickets: number, now: Date): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values);
  try {
    await run(`set session_replication_role = replica`);
    await run(`set maintenance_work_mem = '512MB'`);
    await loadCompany(run, tickets, now);
    await run(`create temp table said (at int primary key, text text, stems tsvector)`);
    await run(
      `insert into said select at, text, strip(to_tsvector('russian', search_plain(text))) from
         unnest($1::text[]) with ordinality said (text, at)`,
      [everythingSaid()],
    );
    const { rows: indexes } = await client.query<{ name: string; made: string }>(
      `select indexname as name, indexdef as made from pg_indexes
       where tablename in ('ticket', 'ticket_search') and indexname ~ '_idx$|_open'`,
    );
    for (const { name } of indexes) await run(`drop index ${name}`);
    await loadRows(run, tickets, now);
    await loadVocabulary(run, tickets);
    for (const { made } of indexes) await run(made);
    await run(`select setval('ticket_number_seq', $1)`, [tickets + 1]);
    await run('analyze');
  } finally {
    await client.end();
  }
}

type Run = (sql: string, values?: unknown[]) => Promise<unknown>;

async function loadCompany(run: Run, tickets: number, now: Date): Promise<void> {
  const ids = (count: number, idOfOne: (n: number) => string) => Array.from({ length: count }, (_, n) => idOfOne(n));
  await run(
    `insert into company (id, name, country, time_zone, locale, currency, office_phone, office_hours, emergency_phone,
       is_demo, created_at)
     values ($1, 'Bench', 'RU', 'Europe/Moscow', 'ru', 'RUB', '1', '9-18', '2', false, $2)`,
    [stableId('bench', 'company'), now],
  );
  await run(
    `insert into building (id, code, address, entrances, floors, has_lift, has_gas, created_at)
     select id, 'b' || n, n || ' Bench St.', 2, 9, true, true, $2
     from unnest($1::uuid[]) with ordinality building (id, n)`,
    [ids(companyOf.buildings(tickets), idOf.building), now],
  );
  await run(
    `insert into unit (id, building_id, number, type, created_at)
     select id, ($2::uuid[])[1 + (n - 1) % array_length($2::uuid[], 1)], n::text, 'flat', $3
     from unnest($1::uuid[]) with ordinality unit (id, n)`,
    [ids(companyOf.units(tickets), idOf.unit), ids(companyOf.buildings(tickets), idOf.building), now],
  );
  await run(
    `insert into staff_member (id, name, email, locale, roles, trade, is_on_shift, created_at)
     select id, 'Colleague ' || n, 'c' || n || '@example.com', 'ru', '{technician}', 'plumber', false, $2
     from unnest($1::uuid[]) with ordinality staff (id, n)`,
    [ids(companyOf.staff, idOf.staff), now],
  );
  await run(
    `insert into ticket_category (id, code, kind, names, trade, is_emergency, position)
     select id, 'c' || n, 'technical', jsonb_build_object('ru', 'Категория ' || n, 'en', 'Category ' || n), 'plumber', false, n
     from unnest($1::uuid[]) with ordinality category (id, n)`,
    [ids(20, idOf.category)],
  );
  await run(
    `insert into resident (id, full_name, given_name, locale, created_at) values ($1, 'Anna', 'Anna', 'ru', $2)`,
    [idOf.resident, now],
  );
  await run(
    `insert into occupancy (id, unit_id, resident_id, role, rights, starts_on, created_at)
     values ($1, $2, $3, 'owner', '{tickets,meters,bills,pay}', '2020-01-01', '2020-01-01')`,
    [stableId('bench', 'occupancy'), idOf.unit(1), idOf.resident],
  );
}

/** Each trouble with each of a thousand surnames of neighbours, which makes many words that few tickets have. */
function everythingSaid(): string[] {
  const syllables = ['ба', 'ви', 'го', 'ду', 'ке', 'лы', 'мо', 'ни', 'пра', 'сте'];
  const names = Array.from({ length: 1000 }, (_, n) =>
    [n % 10, Math.floor(n / 10) % 10, Math.floor(n / 100)].map((at) => syllables[at]).join(''),
  );
  return names.flatMap((name, at) =>
    troubles.map((trouble, n) => `${trouble}, обращалась ${name}ева, квартира ${(at * 20 + n) % 300}`),
  );
}

/** Every word that was said, and one more for each 30 tickets: people never run out of names and slips. */
async function loadVocabulary(run: Run, tickets: number): Promise<void> {
  await run(
    `insert into search_word
     select distinct word, search_letters(word) from (
       select string_to_table(search_plain(text), ' ') from said
       union all select string_to_table(words, ' ') from unnest($2::text[]) words
       union all select unnest(tsvector_to_array(stems)) from said
       union all select left(translate(md5(n::text), '0123456789', 'абвгдежзик'), 6 + n % 5) from generate_series(1, $1::int / 30) n
     ) words (word) where word ~ '^[a-zа-я]{3,40}$'`,
    [tickets, seldom.map(([, words]) => words)],
  );
}

/** A number below `below` for each `n`, independent of what else is drawn, and the same on every run. */
function drawn(what: string, below: number): string {
  return `abs(hashtextextended('${what}' || n, 0) % ${below})::int`;
}

async function loadRows(run: Run, tickets: number, now: Date): Promise<void> {
  const rare = seldom.map(([every, words]) => `when ${drawn(words, every)} = 0 then '. ${words}'`).join(' ');
  const fourYears = 4 * 365 * 24 * 3600;
  await run(
    `create temp table made as
     select n, (lpad(to_hex(n), 12, '0') || '7000a000000000000000')::uuid as id, s.text || case ${rare} else '' end as text, s.stems,
       case ${rare} else '' end as rare,
       ($2::uuid[])[1 + ${drawn('category', 20)}] as category_id,
       ($3::uuid[])[1 + ${drawn('unit', companyOf.units(tickets))}] as unit_id,
       ($4::uuid[])[1 + ${drawn('owner', companyOf.staff)}] as assignee_id,
       (array['technical', 'technical', 'technical', 'technical', 'technical', 'billing', 'billing', 'general'])[1 + ${drawn('kind', 8)}]
         as kind,
       n > $1 - ${companyOf.open} as is_open,
       $5::timestamptz - make_interval(secs => ($1 - n)::float8 * ${fourYears} / $1) as created_at
     from generate_series(1, $1::int) n join said s on s.at = 1 + ${drawn('words', everythingSaid().length)}`,
    [
      tickets,
      Array.from({ length: 20 }, (_, n) => idOf.category(n)),
      Array.from({ length: companyOf.units(tickets) }, (_, n) => idOf.unit(n)),
      Array.from({ length: 60 }, (_, n) => idOf.staff(n)),
      now,
    ],
  );
  await run(`insert into ticket (id, number, kind, category_id, place, urgency, status, pause, text, building_id, unit_id,
      source, assignee_id, reopened_count, rating_reasons, version, created_at, updated_at, closed_at)
    select made.id, n, kind, category_id, 'flat', 'normal',
      case when not is_open then 'closed' else (array['new', 'claimed', 'in-work', 'resolved'])[1 + n % 4] end,
      'none', text, u.building_id, unit_id, 'demo', case when is_open and n % 4 = 0 then null else assignee_id end,
      0, '{}', 1, made.created_at, made.created_at, case when is_open then null else made.created_at end
    from made join unit u on u.id = made.unit_id order by n`);
  await run(`insert into ticket_event (id, ticket_id, kind, actor_kind, to_status, data, created_at)
    select gen_random_uuid(), id, 'opened', 'system', 'new', '{"version": 1}', created_at from made where n % 10 = 0`);
  await run(`insert into ticket_search (ticket_id, number, words)
    select made.id, n, stems || case when rare = '' then '' else strip(to_tsvector('russian', search_plain(rare))) end
      || array_to_tsvector(array['№' || n, 'slice:' || n / 4096, 'kind:' || kind, 'category:' || category_id,
        'building:' || u.building_id])
    from made join unit u on u.id = made.unit_id order by n`);
}
