import { expect } from 'vitest';
import { channel } from '../steps/claim.ts';
import type { House } from '../support/house.ts';
import { shownIn } from '../support/people.ts';
import type { Accepted } from './residents.ts';

type Counted = { key: string; count: number };

/** Everything the playground accepted is there, and once. */
export async function nothingLostNothingTwice({ database }: House, accepted: Accepted): Promise<void> {
  const counts = async (sql: string, keys: string[]): Promise<Record<string, number>> => {
    const rows = await database.query<Counted>(sql, [keys]);
    const byKey = new Map(rows.map((row) => [row.key, Number(row.count)]));
    return Object.fromEntries(keys.map((key) => [key, byKey.get(key) ?? 0]));
  };
  const once = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, 1]));
  const tally = (table: string, more = '') =>
    `select text as key, count(*) from ${table} where text = any($1) ${more} group by text`;

  expect(await counts(tally('ticket'), accepted.reports), 'requests').toEqual(once(accepted.reports));
  const words = [...accepted.added, ...accepted.chats, ...accepted.notes];
  expect(await counts(tally('message'), words), 'messages').toEqual(once(words));
  expect(await counts(tally('loose_message'), accepted.loose), 'loose words').toEqual(once(accepted.loose));
  const settled = tally('loose_message', `and outcome = 'nothing'`);
  expect(await counts(settled, accepted.settled), 'settled words').toEqual(once(accepted.settled));

  const photos = await counts(
    `select m.text as key, count(*) from message m join message n on n.conversation_id = m.conversation_id
       join attachment a on a.message_id = n.id and a.state = 'stored'
      where m.text = any($1) and n.created_at >= m.created_at
        and n.created_at < coalesce((select min(o.created_at) from message o where o.conversation_id = m.conversation_id
          and o.text <> '' and o.created_at > m.created_at), 'infinity') group by m.text`,
    accepted.photos,
  );
  expect(photos, 'photos of albums of two').toEqual(Object.fromEntries(accepted.photos.map((key) => [key, 2])));

  const events = `select ticket_id::text || ' ' || kind as key, count(*) from ticket_event
    where kind = any($1) group by 1 having count(*) > 1`;
  expect(await database.query(events, [['opened', 'claimed', 'cancelled', 'closed']]), 'steps made twice').toEqual([]);
  const cancelled = `select id::text as key, count(*) from ticket where id::text = any($1) and status = 'cancelled' group by 1`;
  expect(await counts(cancelled, accepted.cancelled), 'cancelled').toEqual(once(accepted.cancelled));

  const claimed = accepted.claims.map((one) => one.ticketId).filter((id, at, all) => all.indexOf(id) === at);
  const claims = `select ticket_id::text as key, count(*) from ticket_event
    where ticket_id::text = any($1) and kind = 'claimed' group by 1`;
  const notCancelledBefore = await database.query<{ id: string }>(
    `select ticket_id::text as id from ticket_event where kind = 'cancelled' and ticket_id::text = any($1)`,
    [claimed],
  );
  const lost = new Set(notCancelledBefore.map((row) => row.id));
  const mustBe = claimed.filter((id) => !lost.has(id));
  expect(await counts(claims, mustBe), 'claims').toEqual(once(mustBe));

  const readings = `
    select c.address || ' ' || (r.values)[1]::numeric::text as key, count(*)
      from reading r join meter m on m.id = r.meter_id join chat c on c.unit_id = m.unit_id
     where r.source = 'telegram' group by r.meter_id, c.address, r.values having count(*) > 1`;
  expect(await database.query(readings), 'readings taken twice').toEqual([]);
  for (const chat of new Set(accepted.readings.map((one) => one.chat))) {
    const values = accepted.readings.filter((one) => one.chat === chat).map((one) => one.values.split('/')[0]);
    const rows = await database.query<{ value: string }>(
      `select distinct trim_scale((r.values)[1])::text as value from reading r join meter m on m.id = r.meter_id
         join chat c on c.unit_id = m.unit_id where c.address = $1::text and r.source = 'telegram'`,
      [chat],
    );
    const known = new Set(rows.map((row) => row.value));
    expect(
      values.filter((value) => !known.has(value ?? '')),
      `readings of ${chat}`,
    ).toEqual([]);
  }
}

/** Copies of one notice: when the first was sent, in milliseconds. */
export type Repeat = { what: string; firstAt: number };

/** Every notice came; gives back those that came more than once. */
export async function repeatedNotices(house: House, accepted: Accepted, chats: number[]): Promise<Repeat[]> {
  const seen = new Map<string, number[]>();
  const note = (what: string, at: number) => seen.set(what, [...(seen.get(what) ?? []), at]);

  for (const chat of chats) {
    for (const message of (await house.playground.telegram(chat)).messages) {
      if (!message.outgoing) continue;
      const text = message.text ?? '';
      const taken = /^(?:Заявка|Request) № (\d+) .*(?:в работе|взята|взял|taken)/.exec(text);
      if (taken) note(`${chat}: № ${taken[1]} is taken`, message.date * 1000);
      for (const title of accepted.news) if (text.includes(title)) note(`${chat}: ${title}`, message.date * 1000);
    }
  }
  for (const message of (await house.playground.slack(channel)).messages) {
    const shown = shownIn(message);
    const at = Number(message.ts) * 1000;
    // A ping names a request too, but is no card.
    const isPing = /"block_id":"(?:about|clock):/.test(JSON.stringify(message.blocks ?? []));
    const root = message.thread_ts || isPing ? null : /№ (\d+) ·/.exec(shown)?.[1];
    if (root) note(`card № ${root}`, at);
    const words = message.thread_ts && !message.user ? /(?:addition|photo) слово-\w+-\w+/.exec(shown)?.[0] : null;
    if (words) note(`thread: ${words}`, at);
  }

  for (const title of accepted.news) {
    const reached = chats.filter((chat) => seen.has(`${chat}: ${title}`));
    expect(reached, `who got ${title}`).toEqual(chats);
  }
  const missing = accepted.added.filter((words) => !seen.has(`thread: ${words}`));
  expect(missing, 'words that did not reach the thread').toEqual([]);
  return [...seen]
    .filter(([, times]) => times.length > 1)
    .flatMap(([what, times]) => times.slice(1).map(() => ({ what, firstAt: Math.min(...times) })));
}
