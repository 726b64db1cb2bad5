import type { Billing } from '#api/billing/get-billing.ts';
import type { InvoiceItem, InvoicePage } from '#api/billing/list-invoices.ts';
import { type Group, groups } from '#api/billing/schema.ts';
import { flatWithAddress } from '../flat-words.ts';
import { following, pageRow, rowsAPage } from '../paging.ts';
import { capital, sayDay, sayMoney, sayPeriod, title } from '../say.ts';
import { type Button, bold, lines, paragraphs, type Text, type View } from '../view.ts';
import type { Guest, Resident } from '../who.ts';
import { offeredRows } from './actions.ts';
import type { Offer } from './offer.ts';
import { billStates, findBillRoute, invoiceRoute, paymentsOfFlatRoute, paymentsRoute } from './routes.ts';

/** What of the bills is shown: a group's part, a state, what was searched for, and which page. */
export type Filter = { g?: Group; s: (typeof billStates)[number]; q?: string; p: number };

/** What is owed or overpaid, in words; with several payees, to each. */
export function balanceText(guest: Guest, billing: Billing): Text {
  const { t } = guest;
  const sum = (minor: bigint) => sayMoney(guest, minor, billing.currency || guest.company.currency);
  const each = billing.totals.filter((total) => total.owedMinor > 0n || total.overpaidMinor > 0n);
  return lines(
    billing.owedMinor > 0n ? bold(t('resident.money.to-pay', { sum: sum(billing.owedMinor) })) : null,
    billing.overpaidMinor > 0n ? bold(t('resident.money.overpaid', { sum: sum(billing.overpaidMinor) })) : null,
    billing.owedMinor === 0n && billing.overpaidMinor === 0n ? bold(t('resident.money.even')) : null,
    ...(billing.totals.length > 1 ? each : []).map((total) =>
      total.owedMinor > 0n
        ? `  ${total.payeeName}: ${t('resident.money.to-pay-lower', { sum: sum(total.owedMinor) })}`
        : `  ${total.payeeName}: ${t('resident.money.overpaid-lower', { sum: sum(total.overpaidMinor) })}`,
    ),
    onTheirWay(guest, billing),
  );
}

/** Paid here and already taken off; billing, whose word is as of a day, does not know of it yet. */
function onTheirWay(guest: Guest, billing: Billing): string | null {
  const waiting = billing.totals.filter((total) => total.onTheirWayMinor > 0n);
  if (waiting.length === 0) return null;
  const minor = waiting.reduce((all, total) => all + total.onTheirWayMinor, 0n);
  const sum = sayMoney(guest, minor, billing.currency || guest.company.currency);
  const asOf = waiting.map((total) => total.asOf ?? '').sort()[0];
  return asOf
    ? guest.t('resident.money.on-their-way-since', { sum, day: sayDay(guest, asOf) })
    : guest.t('resident.money.on-their-way', { sum });
}

/** The balance and the bills, with filters that show their state. */
export function paymentsView(
  guest: Resident,
  billing: Billing,
  list: InvoicePage,
  filter: Filter,
  offers: readonly Offer[],
): View {
  const { t } = guest;
  const shown = [
    filter.g ? t(`resident.groups.${filter.g}`) : null,
    filter.s === 'all' ? null : t(`resident.bills.states.${filter.s}`),
  ];
  const what = shown.filter((part) => part !== null).join(', ');
  const withPayee = billing.totals.length > 1;
  const numbered = list.items.map((item, index) => ({ item, at: (filter.p - 1) * rowsAPage + index + 1 }));
  const rows = numbered.map(({ item, at }) => `${at}. ${billLine(guest, item, filter.g, withPayee)}`);
  return {
    text: paragraphs(
      balanceText(guest, billing),
      lines(
        filter.q ? t('resident.bills.found', { words: filter.q }) : null,
        what === '' ? null : t('resident.bills.shown', { what }),
      ),
      rows.length === 0 ? t(nothingToShow(filter, what)) : lines(...rows),
      rows.length === 0 ? null : t('resident.bills.how-to-pay'),
      ...offers.map(({ note }) => note),
    ),
    rows: [
      numbered.map(({ item, at }) => ({ label: String(at), route: invoiceRoute.to({ id: item.id }) })),
      pagesRow(list, filter),
      ...offeredRows(offers),
      ...groupRows(guest, filter),
      stateRow(guest, filter),
      ...otherFlats(guest),
    ].filter((row) => row.length > 0),
  };
}

function nothingToShow({ q }: Filter, what: string): string {
  if (q) return what === '' ? 'resident.bills.none-found' : 'resident.bills.none-found-here';
  return what === '' ? 'resident.bills.empty' : 'resident.bills.nothing-here';
}

function billLine(guest: Guest, bill: InvoiceItem, group: Group | undefined, withPayee: boolean): string {
  const { t } = guest;
  const money = (minor: bigint) => sayMoney(guest, minor, bill.currency);
  const period = capital(sayPeriod(guest, bill.period), guest.locale);
  const whom = withPayee ? `, ${bill.payeeName}` : '';
  const asked = bill.groupMinor ?? bill.toPayMinor + bill.paidMinor;
  const part =
    group === undefined
      ? money(asked)
      : t('resident.bills.part', {
          part: money(asked),
          group: t(`resident.groups.${group}`),
          whole: money(bill.chargedMinor),
        });
  return `${period}${whom} · ${part} · ${stateText(guest, bill)}`;
}

function stateText(guest: Guest, bill: InvoiceItem): string {
  const { t } = guest;
  if (bill.state === 'paid') return t('resident.money.paid');
  const day = sayDay(guest, bill.dueOn);
  const isWhole = bill.paidMinor === 0n;
  if (bill.state === 'overdue' && isWhole) return t('resident.money.overdue-whole', { day });
  if (bill.state === 'overdue')
    return t('resident.money.overdue', { day, sum: sayMoney(guest, bill.toPayMinor, bill.currency) });
  if (bill.state === 'partly')
    return t('resident.money.partly', { day, sum: sayMoney(guest, bill.toPayMinor, bill.currency) });
  return t('resident.money.due', { day });
}

/** `‹ 2/3 ›`: forward from the last bill shown, back from the first; the first page needs no place to begin. */
function pagesRow(list: InvoicePage, { p, ...filter }: Filter): Button[] {
  const pages = Math.max(p, Math.ceil(list.count / rowsAPage));
  return pageRow({ page: p, pages }, (page) => {
    if (page <= 1) return paymentsRoute.to(filter);
    if (page > p) return paymentsRoute.to({ ...filter, p: page, a: list.next });
    return paymentsRoute.to({ ...filter, p: page, b: list.previous });
  });
}

/** All groups in rows of three; the one that is shown says so. */
function groupRows({ t }: Guest, filter: Filter): Button[][] {
  const all = [undefined, ...groups].map((g) => {
    const label = t(`resident.groups-short.${g ?? 'all'}`);
    return {
      label: g === filter.g ? t('resident.bills.chosen', { label }) : label,
      route: paymentsRoute.to({ s: filter.s, q: filter.q, g }),
    };
  });
  return [all.slice(0, 3), all.slice(3, 6), all.slice(6)].filter((row) => row.length > 0);
}

function stateRow({ t }: Guest, { g, s, q }: Filter): Button[] {
  return [
    {
      label: t('resident.bills.state', { state: t(`resident.bills.states.${s}`) }),
      route: paymentsRoute.to({ g, q, s: following(billStates, s) }),
    },
    q
      ? { label: t('resident.bills.all-again', { words: title(q, 30) }), route: paymentsRoute.to({ g, s }) }
      : { label: t('resident.bills.find'), route: findBillRoute.to() },
  ];
}

/** The way to the bills of another flat of theirs, where they may see them. */
export function otherFlats(guest: Resident): Button[][] {
  return guest.flats
    .filter(({ unitId, rights }) => unitId !== guest.flat.unitId && rights.includes('bills'))
    .slice(0, 5)
    .map((flat) => [
      {
        label: guest.t('resident.home.other-flat', { flat: flatWithAddress(guest, flat) }),
        route: paymentsOfFlatRoute.to({ id: flat.unitId }),
      },
    ]);
}
