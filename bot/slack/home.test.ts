import { beforeAll, describe, expect, it } from 'vitest';
import { instant } from '#api/core/time.ts';
import type { StaffInfo } from '#api/staff/staff.ts';
import { type Queue, type QueueRow, queueSections } from '#api/tickets/queue.ts';
import { type HomeNow, homeView } from './home.ts';
import { speech } from './speech.ts';
import { type BlockCheck, openBlockCheck } from './testing.ts';

const id = '019a5b5e-0000-7000-8000-000000000001';
const at = instant('2026-11-20T07:02:00Z');
const words = { ru: speech('ru', { timeZone: 'Europe/Moscow' }), en: speech('en', { timeZone: 'Europe/Moscow' }) };
const me: StaffInfo = {
  ...{ id, name: 'Sergey', email: 's@example.com', slackUserId: 'U1', authUserId: null, locale: 'en' },
  ...{ roles: ['technician', 'emergency'], trade: 'plumber', isOnShift: true, hasPhoto: false, isActive: true },
};

let check: BlockCheck;
beforeAll(() => {
  check = openBlockCheck();
}, 60_000);

function aRow(n: number, more: Partial<QueueRow> = {}): QueueRow {
  return {
    ...{ id: `${id.slice(0, -3)}${100 + n}`, number: n, kind: 'technical', place: 'flat', urgency: 'normal' },
    ...{ status: 'claimed', pause: 'none', assigneeId: id, residentId: id, unitId: id, buildingId: id, version: 1 },
    ...{ createdAt: at, title: "<b>O'Neil & <!channel>", category: null, assignee: null, address: '12 Sadovaya St.' },
    ...{ unitNumber: '57', returnedAt: null, pausedUntil: null, dueAt: at, visit: null },
    ...more,
  };
}

const none: Queue = { returned: [], late: [], visits: [], today: [], later: [], waiting: [], 'on-hold': [], free: [] };
const now = (queue: Partial<Queue>, more: Partial<HomeNow> = {}): HomeNow => ({
  ...{ me, queue: { ...none, ...queue }, linkOf: (ticketId) => `https://cosy.slack.example/${ticketId}` },
  ...more,
});

describe('Home', () => {
  it('is what Slack takes, however much lies on the table, in both languages', () => {
    const rows = Array.from({ length: 60 }, (_, n) => aRow(n, { title: 'long '.repeat(24) }));
    const full = Object.fromEntries(queueSections.map((section) => [section, rows])) as Queue;
    for (const said of Object.values(words)) {
      for (const view of [
        homeView(said, now(full)),
        homeView(said, now({})),
        homeView(said, now(full, { linkOf: () => null })),
      ])
        expect(check.home(view)).toEqual([]);
    }
  });

  it('shows what asks first first, with a way to its card; free ones can be claimed here', () => {
    const visit = { startsAt: at, endsAt: instant('2026-11-20T09:02:00Z'), state: 'accepted' as const };
    const view = homeView(
      words.en,
      now({ late: [aRow(1)], visits: [aRow(2, { visit })], free: [aRow(3, { status: 'new' })] }),
    );
    const all = JSON.stringify(view.blocks);
    const places = [
      'Late: 1',
      'late since 20 Nov, 10:02',
      'Visits today: 1',
      '20 Nov, 10:02–12:02',
      'Not taken yet: 1',
    ];
    const found = places.map((one) => all.indexOf(one));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
    expect(all.split('"home-open"')).toHaveLength(4);
    expect(all).toContain('"home-duty"');
    expect(all.split('"ticket-claim"')).toHaveLength(2);
    expect(all).not.toContain('mrkdwn');
  });

  it('says what the shift means for who is called to emergencies', () => {
    expect(JSON.stringify(homeView(words.en, now({})))).toMatch(/You are on shift\. Emergencies reach you/);
    const off = homeView(words.en, now({}, { me: { ...me, isOnShift: false, roles: ['accountant'] } }));
    expect(JSON.stringify(off)).toMatch(/You are off shift\."/);
  });
});
