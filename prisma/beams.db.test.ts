import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#api/core/ids.ts';
import { freshDatabase } from '#api/core/testing.ts';
import { instant } from '#api/core/time.ts';

const moment = instant('2026-11-20T09:00:00Z');
let drop: () => Promise<void>;
let client: Client;
const calls: string[] = [];

beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  client = new Client({ connectionString: database.url });
  await client.connect();
  client.on('notification', ({ channel, payload }) => calls.push(`${channel} ${payload}`));
  for (const channel of ['outbox', 'delivery', 'card', 'attachment', 'inbound', 'setting'])
    await client.query(`listen ${channel}`);
});
afterEach(() => {
  calls.length = 0;
});
afterAll(async () => {
  await client.end();
  await drop();
});

/** Inserts a row, filling in what the test does not care about. */
async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  await client.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row));
}

const id = () => newId(moment);
/** NOTIFY reaches its own session with the answer to the next statement at the latest. */
async function called(): Promise<string[]> {
  await client.query('select 1');
  return calls.splice(0);
}

const aDelivery = (over: Record<string, unknown> = {}) => ({
  id: id(),
  event_key: id(),
  recipient: 'resident:1',
  channel: 'telegram',
  template: 't',
  subject_type: 'ticket',
  subject_id: '1',
  data: {},
  lane: 'soon',
  is_silent: false,
  state: 'pending',
  not_before: moment,
  attempts: 0,
  created_at: moment,
  ...over,
});
const aCard = (over: Record<string, unknown> = {}) => ({
  id: id(),
  subject_type: 'ticket',
  subject_id: id(),
  place: 'slack:C1',
  channel: 'slack',
  wanted_version: 1,
  shown_version: 0,
  attempts: 0,
  created_at: moment,
  updated_at: moment,
  ...over,
});
const anAudit = () => ({ id: id(), actor_kind: 'system', surface: 'test', deed: 'd', data: {}, created_at: moment });

describe('wake-up calls', () => {
  it('say that something was said aloud', async () => {
    await insert('outbox_event', { id: id(), kind: 'k', data: {}, attempts: 0, created_at: moment });
    expect(await called()).toEqual(['outbox ']);
    await client.query('update outbox_event set handed_at = $1', [moment]);
    expect(await called()).toEqual([]);
  });

  it('name the channel of deliveries that became pending, once a statement', async () => {
    const row = aDelivery();
    await insert('delivery', row);
    expect(await called()).toEqual(['delivery telegram']);
    await client.query(`update delivery set state = 'sending', attempts = 1 where id = $1`, [row.id]);
    expect(await called()).toEqual([]);
    await client.query(`update delivery set state = 'pending' where id = $1`, [row.id]);
    expect(await called()).toEqual(['delivery telegram']);
    await insert('delivery', aDelivery({ state: 'cancelled' }));
    expect(await called()).toEqual([]);
  });

  it('name the channel of cards that are wanted otherwise, and not of an attempt that failed', async () => {
    const row = aCard();
    await insert('card', row);
    expect(await called()).toEqual(['card slack']);
    await client.query(`update card set attempts = 1, failure = 'no' where id = $1`, [row.id]);
    expect(await called()).toEqual([]);
    await client.query('update card set shown_version = wanted_version where id = $1', [row.id]);
    expect(await called()).toEqual([]);
    await client.query('update card set wanted_version = wanted_version + 1 where id = $1', [row.id]);
    expect(await called()).toEqual(['card slack']);
  });

  it('name the source of files to fetch and of events to work off, and the setting that changed', async () => {
    await insert('attachment', {
      id: id(),
      kind: 'photo',
      state: 'remote',
      source: 'telegram',
      source_ref: 'f',
      position: 0,
      purpose: 'loose',
      attempts: 0,
      created_at: moment,
    });
    await insert('inbound_event', {
      key: 'k',
      source: 'slack',
      kind: 'k',
      payload: {},
      state: 'received',
      attempts: 0,
      created_at: moment,
    });
    await insert('setting', { key: 'clock', value: {}, updated_at: moment });
    await client.query(`delete from setting where key = 'clock'`);
    expect(await called()).toEqual(['attachment telegram', 'inbound slack', 'setting clock', 'setting clock']);
  });
});

describe('books that only grow', () => {
  it('refuse to be changed, shortened or emptied', async () => {
    await insert('audit_event', anAudit());
    for (const sql of [`update audit_event set deed = 'other'`, 'delete from audit_event', 'truncate audit_event'])
      await expect(client.query(sql)).rejects.toThrow('only grows');
    for (const table of ['ledger_entry', 'ticket_event'])
      await expect(client.query(`truncate ${table} cascade`)).rejects.toThrow('only grows');
  });

  it('open for the one documented word, inside one transaction', async () => {
    await insert('audit_event', anAudit());
    await client.query('begin');
    await client.query(`set local domovoy.may_rewrite = 'on'`);
    await client.query('delete from audit_event');
    await client.query('commit');
    expect((await client.query('select 1 from audit_event')).rowCount).toBe(0);
    await insert('audit_event', anAudit());
    await expect(client.query('delete from audit_event')).rejects.toThrow('only grows');
  });
});

describe('words and numbers', () => {
  it('refuse a state nobody knows', async () => {
    await expect(insert('delivery', aDelivery({ state: 'lost' }))).rejects.toThrow('delivery_state_word');
  });

  it('count tickets from 1201', async () => {
    const next = async () => (await client.query(`select nextval('ticket_number_seq')::int as number`)).rows[0]?.number;
    expect([await next(), await next()]).toEqual([1201, 1202]);
  });

  it('keep one channel a service for the whole company', async () => {
    const channel = () => ({ id: id(), service: 'general', channel_id: 'C1', created_at: moment });
    await insert('slack_channel', channel());
    await expect(insert('slack_channel', channel())).rejects.toThrow('slack_channel_service_building_id_key');
  });

  it('keep one reading window for the whole company', async () => {
    const window = () => ({ id: id(), start_day: 15, end_day: 25, exceptions: {} });
    await insert('reading_window', window());
    await expect(insert('reading_window', window())).rejects.toThrow('reading_window_building_id_resource_key');
  });
});
