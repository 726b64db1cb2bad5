import { type Billing, getBilling } from '#api/billing/get-billing.ts';
import { getMyInvoice } from '#api/billing/get-invoice.ts';
import { type InvoiceItem, listMyInvoices } from '#api/billing/list-invoices.ts';
import { type Group, groups } from '#api/billing/schema.ts';
import { following, type Paged, paged, pageRow } from '../paging.ts';
import { capital, sayDay, sayMoney, sayPeriod } from '../say.ts';
import { screen } from '../screen.ts';
import { type Answer, type Button, bold, lines, paragraphs, type Text, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { billOffers, type Offer, offeredRows, tabOffers } from './actions.ts';
import { invoiceView, requisitesView } from './invoice-view.ts';
import { billStates, invoiceRoute, paymentsRoute, requisitesRoute } from './routes.ts';

type Filter = { g?: Group; s: (typeof billStates)[number] };

/** What is owed or overpaid, in words; with several payees, to each. */
export function balanceText(guest: Guest, billing: Billing): Text {
  const { t } = guest;
  const sum = (minor: bigint) => sayMoney(guest, minor, billing.currency || guest.company.currency);
  const each = billing.totals.filter((total) => total.owedMinor > 0n || total.overpaidMinor > 0n);
  const onTheirWay = billing.totals.reduce((all, total) => all + total.onTheirWayMinor, 0n);
  return lines(
    billing.owedMinor > 0n ? bold(t('resident.money.to-pay', { sum: sum(billing.owedMinor) })) : null,
    billing.overpaidMinor > 0n ? bold(t('resident.money.overpaid', { sum: sum(billing.overpaidMinor) })) : null,
    billing.owedMinor === 0n && billing.overpaidMinor === 0n ? bold(t('resident.money.even')) : null,
    ...(billing.totals.length > 1 ? each : []).map((total) =>
      total.owedMinor > 0n
        ? `  ${total.payeeName}: ${t('resident.money.to-pay-lower', { sum: sum(total.owedMinor) })}`
        : `  ${total.payeeName}: ${t('resident.money.overpaid-lower', { sum: sum(total.overpaidMinor) })}`,
    ),
    onTheirWay > 0n ? t('resident.money.on-their-way', { sum: sum(onTheirWay) }) : null,
  );
}

/** The balance and the bills, with filters that show their state. */
export function paymentsView(
  guest: Guest,
  billing: Billing,
  list: Paged<InvoiceItem>,
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
  const rows = list.shown.map(({ item, at }) => `${at}. ${billLine(guest, item, filter.g, withPayee)}`);
  const empty = what === '' ? 'resident.bills.empty' : 'resident.bills.nothing-here';
  return {
    text: paragraphs(
      balanceText(guest, billing),
      what === '' ? null : t('resident.bills.shown', { what }),
      rows.length === 0 ? t(empty) : lines(...rows),
      rows.length === 0 ? null : t('resident.bills.how-to-pay'),
      ...offers.map(({ note }) => note),
    ),
    rows: [
      list.shown.map(({ item, at }) => ({ label: String(at), route: invoiceRoute.to({ id: item.id }) })),
      pageRow(list, (p) => paymentsRoute.to({ ...filter, p })),
      ...offeredRows(offers),
      ...groupRows(guest, filter),
      [
        {
          label: t('resident.bills.state', { state: t(`resident.bills.states.${filter.s}`) }),
          route: paymentsRoute.to({ ...filter, s: following(billStates, filter.s) }),
        },
      ],
    ].filter((row) => row.length > 0),
  };
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

/** All groups in rows of three; the one that is shown says so. */
function groupRows({ t }: Guest, filter: Filter): Button[][] {
  const all = [undefined, ...groups].map((g) => {
    const label = t(`resident.groups-short.${g ?? 'all'}`);
    return {
      label: g === filter.g ? t('resident.bills.chosen', { label }) : label,
      route: paymentsRoute.to({ s: filter.s, g }),
    };
  });
  return [all.slice(0, 3), all.slice(3, 6), all.slice(6)].filter((row) => row.length > 0);
}

/** Somebody without the right to bills is told who can give it. */
function noBills(guest: Guest): Answer {
  const { t } = guest;
  const rows = [[{ label: t('resident.home.button'), route: 'home' }]];
  return { place: 'replace', view: { text: t('resident.bills.not-yours'), rows } };
}

export const paymentsScreens = [
  screen(paymentsRoute, async (guest, { g, s, p }) => {
    const { unitId, rights } = guest.flat;
    if (!rights.includes('bills')) return noBills(guest);
    const [billing, bills] = await Promise.all([
      getBilling(guest.ctx, guest.actor, unitId),
      listMyInvoices(guest.ctx, guest.actor, { unitId, group: g, state: s, limit: 100 }),
    ]);
    const offers = await tabOffers(guest, billing);
    return { place: 'replace', view: paymentsView(guest, billing, paged(bills.items, p), { g, s }, offers) };
  }),
  screen(invoiceRoute, async (guest, { id }) => {
    const bill = await getMyInvoice(guest.ctx, guest.actor, id);
    return { place: 'replace', view: invoiceView(guest, bill, await billOffers(guest, bill)) };
  }),
  screen(requisitesRoute, async (guest, { id }) => {
    const bill = await getMyInvoice(guest.ctx, guest.actor, id);
    return { place: 'replace', view: requisitesView(guest, bill) };
  }),
];
