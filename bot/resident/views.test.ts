import { describe, expect, it } from 'vitest';
import type { InvoiceLineView, InvoiceView } from '#api/billing/get-invoice.ts';
import { newId } from '#api/core/ids.ts';
import { instant } from '#api/core/time.ts';
import type { HomeSummary } from '#api/flows/home.ts';
import type { MyTicket } from '#api/tickets/ticket-card.ts';
import { type Locale, locales, translator } from '#locales/translate.ts';
import { homeView } from './home.ts';
import { postView } from './news.ts';
import { invoiceView, requisitesView } from './payments/invoice-view.ts';
import { ticketView } from './tickets/ticket-view.ts';
import { plain, type View } from './view.ts';
import type { Resident } from './who.ts';

const now = instant('2026-11-20T09:00:00Z');
const id = newId(now);
const endless = "слово <b>O'Neil & _co_</b> ".repeat(200);

function aGuest(locale: Locale): Resident {
  const flat = {
    ...{ unitId: id, occupancyId: id, buildingId: id, address: 'ул. Садовая, 12', number: '57', unitType: 'flat' },
    ...{ entrance: 2, floor: 5, areaM2: '54', role: 'owner' as const, from: '2026-01-01', until: null, since: now },
    ...{ accountNumber: '0000510057', timeZone: 'Europe/Moscow' },
    rights: ['tickets' as const, 'meters' as const, 'bills' as const],
  };
  return {
    ctx: { now: () => now },
    chat: { resident: null },
    company: { currency: 'RUB', timeZone: 'Europe/Moscow', emergencyPhone: '112', name: 'УК', locale },
    locale,
    t: translator(locale),
    saidName: '',
    actor: { kind: 'resident', residentId: id },
    flats: [flat],
    flat,
    modules: { meters: true },
    onceKey: '',
  } as unknown as Resident;
}

const ticket = {
  ...{ id, number: 1204, kind: 'technical', place: 'flat', urgency: 'normal', status: 'resolved', pause: 'none' },
  ...{ version: 3, createdAt: now, text: endless, photosCount: 5, attachments: [], address: '', isMine: true },
  ...{ category: { code: 'plumbing', names: { ru: 'Вода', en: 'Water' } }, unit: { id, number: '57', type: 'flat' } },
  ...{
    assignee: { name: 'Сергей', trade: 'plumber' },
    question: endless,
    clocks: [],
    pauseReason: null,
    pausedUntil: null,
  },
  ...{ claimedAt: now, startedAt: now, resolvedAt: now, closedAt: null, report: endless, rejectedReason: null },
  ...{ visit: null, visitCode: null, original: null, closedAs: null, localisedAt: null },
  ...{ reopenedCount: 0, rating: null, ratingReasons: [], ratingComment: null },
  ...{ canCancel: true, canAccept: true, canReturn: true, canRate: true, canAnswer: true },
} as unknown as MyTicket;

function aBill(lineCount: number): InvoiceView {
  const line: Omit<InvoiceLineView, 'position'> = {
    ...{ id, serviceCode: 'water', names: {}, name: endless.slice(0, 200), unit: 'm3', volume: '10' },
    group: 'water',
    method: 'meter',
    ...{ tariff: '21.858600', chargedMinor: 10_000n, recalculationMinor: -500n },
    ...{ recalculationReason: 'нет воды', benefitMinor: 0n, penaltyMinor: 0n, debtMinor: 0n, toPayMinor: 9_500n },
    paidMinor: 0n,
    adjustedMinor: 0n,
  };
  const total = 9_500n * BigInt(lineCount);
  return {
    ...{
      id,
      unitId: id,
      accountId: id,
      period: '2026-11',
      number: '1',
      accountNumber: '0000510057',
      issuedOn: '2026-11-20',
    },
    ...{ dueOn: '2026-12-15', currency: 'RUB', openingMinor: 5_000n, chargedMinor: total, recalculationMinor: 0n },
    ...{ benefitMinor: 0n, penaltyMinor: 0n, roundingMinor: -3n, totalMinor: total + 5_000n - 3n, paidMinor: 1_000n },
    ...{ adjustedMinor: 0n, coveredMinor: 2_000n },
    ...{ toPayMinor: total - 3_003n, state: 'partly', lateEstimate: { minor: 317n, since: null }, previousId: null },
    payee: {
      name: 'ООО',
      taxId: '77',
      kpp: null,
      bankName: 'Банк',
      bic: '04',
      bankAccount: '40',
      corrAccount: null,
      iban: null,
    },
    lines: Array.from({ length: lineCount }, (_, position) => ({ ...line, position })),
    groups: [{ group: 'water', minor: total, paidMinor: 0n }],
  };
}

const home = {
  ...{ flat: aGuest('ru').flat, givenName: endless.slice(0, 100), unpaidCount: 0, unpaid: [], billing: null },
  outages: [],
  tickets: {
    underReview: Array(10).fill(ticket),
    inWork: Array(10).fill(ticket),
    waitingForMe: Array(10).fill(ticket),
  },
  readings: null,
  news: Array(3).fill({
    id,
    urgency: 'emergency',
    publishedAt: now,
    isRead: false,
    texts: { ru: { title: endless, body: '' } },
  }),
  emergencyPhone: '112',
} as unknown as HomeSummary;

const visited = {
  visit: {
    ...{ id, state: 'proposed', startsAt: now, endsAt: now },
    staff: { id, name: endless.slice(0, 60), trade: 'lift-mechanic', hasPhoto: true },
  },
  ...{ visitCode: '4821', canAcceptVisit: true, canMoveVisit: true },
} as unknown as Partial<MyTicket>;

function fits(view: View): void {
  expect(plain(view.text).length).toBeLessThanOrEqual(4096);
  for (const row of view.rows) {
    expect(row.length).toBeLessThanOrEqual(8);
    for (const button of row) {
      expect(button.label.length, button.label).toBeLessThanOrEqual(64);
      if ('route' in button) expect(Buffer.byteLength(button.route)).toBeLessThanOrEqual(64);
    }
  }
}

describe.each(locales)('in %s', (locale) => {
  const guest = aGuest(locale);

  it('every view fits a message, however long its words are', () => {
    fits(homeView(guest, home));
    fits(ticketView(guest, ticket));
    fits(ticketView(guest, ticket, true));
    fits(ticketView(guest, { ...ticket, ...visited }, true));
    fits(invoiceView(guest, aBill(3), []));
    fits(invoiceView(guest, aBill(200), []));
    fits(requisitesView(guest, aBill(3)));
    const texts = { ru: { title: endless.slice(0, 200), body: endless.slice(0, 3500) } };
    fits(postView(guest, { id, urgency: 'emergency', publishedAt: now, texts, isRead: false }, true));
  });

  it('say of which days a late charge is estimated', () => {
    const said = (since: string | null) =>
      plain(invoiceView(guest, { ...aBill(3), lateEstimate: { minor: 2_850n, since } }, []).text);
    const word = locale === 'ru' ? 'после счёта от 6 апреля' : 'since the bill of 6 Apr';
    expect(said('2026-04-06')).toContain(word);
    expect(said(null)).not.toContain(word);
  });

  it('words stand as they were typed', () => {
    expect(plain(ticketView(guest, ticket).text)).toContain("<b>O'Neil & _co_</b>");
  });

  it('a bill adds up on the screen', () => {
    const text = plain(invoiceView(guest, aBill(3), []).text).replace(/\s/g, '');
    const sums =
      locale === 'ru'
        ? ['=95,00₽', '−0,03₽', '284,97₽', '10,00₽', '20,00₽', '254,97₽']
        : ['=95.00₽', '−0.03₽', '284.97₽', '10.00₽', '20.00₽', '254.97₽'];
    for (const sum of sums) expect(text).toContain(sum);
  });
});

it('a living card offers what may be done, and never leads away from itself', () => {
  const labels = ticketView(aGuest('ru'), ticket)
    .rows.flat()
    .map((button) => button.label);
  expect(labels).toEqual([
    'Всё в порядке, принять',
    '1',
    '2',
    '3',
    '4',
    '5',
    'Не сделано, вернуть',
    'Дописать',
    'Отменить',
  ]);
  expect(
    ticketView(aGuest('ru'), ticket, true)
      .rows.flat()
      .map((button) => button.label),
  ).toContain('Все заявки');
});
