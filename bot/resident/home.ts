import { daysBetween, PlainDate, today } from '#api/core/time.ts';
import { type HomeInvoice, type HomeSummary, type HomeTicket, homeSummary } from '#api/flows/home.ts';
import { pickText } from '#api/news/schema.ts';
import { chooseFlat } from '#api/residents/household.ts';
import { flatFacts, flatWithAddress } from './flat-words.ts';
import { again } from './guest.ts';
import { outageLine } from './outages/words.ts';
import { idParam, route } from './route.ts';
import { sayDay, sayMoment, sayMoney, sayPeriod, timeZoneOf, title } from './say.ts';
import { deed, screen } from './screen.ts';
import { ticketRoute } from './tickets/routes.ts';
import { stateOf } from './tickets/words.ts';
import { type Answer, type Button, bold, lines, type Part, paragraphs, type View } from './view.ts';
import { isResident, type Resident } from './who.ts';

export const homeRoute = route('home', {});
const flatRoute = route('flat', { id: idParam });

/** Who and where, what needs doing now, the newest news. Short when nothing is owed or open. */
export function homeView(guest: Resident, home: HomeSummary): View {
  const { t } = guest;
  const { flat, tickets } = home;
  const open = [...tickets.waitingForMe, ...tickets.underReview, ...tickets.inWork];
  const owes = home.billing !== null && (home.billing.owedMinor > 0n || home.unpaid.length > 0);
  const isQuiet = !owes && open.length === 0 && (home.readings?.missing ?? 0) === 0 && home.outages.length === 0;
  const facts = flatFacts(guest, flat);
  return {
    text: paragraphs(
      lines([bold(home.givenName), `, ${flatWithAddress(guest, flat)}`], facts),
      moneyText(guest, home),
      lines(
        readingsLine(guest, home),
        ...ticketLines(guest, 'waiting', tickets.waitingForMe),
        ...ticketLines(guest, 'review', tickets.underReview),
        ...ticketLines(guest, 'work', tickets.inWork),
        ...home.outages.slice(0, 3).map((outage) => outageLine(guest, outage)),
      ),
      isQuiet ? t(home.billing ? 'resident.home.quiet' : 'resident.home.quiet-no-bills') : null,
      newsText(guest, home),
      t('resident.phones.emergency', { phone: home.emergencyPhone }),
    ),
    rows: homeButtons(guest, home, open),
  };
}

/** Home of the flat that is chosen now. */
export async function homeAnswer(guest: Resident): Promise<Answer> {
  const home = await homeSummary(guest.ctx, guest.actor, guest.flat.unitId, guest.flat);
  return { place: 'replace', view: homeView(guest, home) };
}

function moneyText(guest: Resident, { billing, unpaid, unpaidCount }: HomeSummary): Part[] {
  if (!billing) return [];
  const { t } = guest;
  const more = unpaidCount - unpaid.length;
  const rows = [...unpaid].reverse().map((invoice) => `  ${invoiceLine(guest, invoice, billing.totals.length > 1)}`);
  const onTheirWay = billing.totals.reduce((all, total) => all + total.onTheirWayMinor, 0n);
  return lines(
    billing.owedMinor > 0n ? bold(t('resident.money.to-pay', { sum: sayMoney(guest, billing.owedMinor) })) : null,
    billing.overpaidMinor > 0n ? t('resident.money.overpaid', { sum: sayMoney(guest, billing.overpaidMinor) }) : null,
    onTheirWay > 0n ? t('resident.money.on-their-way', { sum: sayMoney(guest, onTheirWay) }) : null,
    ...rows,
    more > 0 ? `  ${t('resident.home.more-bills', { count: more })}` : null,
  );
}

function invoiceLine(guest: Resident, invoice: HomeInvoice, withPayee: boolean): string {
  const { t } = guest;
  const sum = sayMoney(guest, invoice.toPayMinor, invoice.currency);
  const days = daysBetween(PlainDate.from(invoice.dueOn), today(guest.ctx, timeZoneOf(guest)));
  const when =
    days > 0
      ? t('resident.money.overdue-days', { count: days })
      : t('resident.money.due', { day: sayDay(guest, invoice.dueOn) });
  const whom = withPayee ? `, ${invoice.payeeName}` : '';
  return `${sayPeriod(guest, invoice.period)}${whom} ${sum} · ${when}`;
}

function readingsLine(guest: Resident, { readings }: HomeSummary): string | null {
  if (!readings || !guest.modules.meters || readings.missing === 0) return null;
  const { t } = guest;
  const { window, missing, meters } = readings;
  if (window.state !== 'open') return null;
  const left =
    window.daysLeft === 0
      ? t('resident.home.readings-last-day')
      : t('resident.home.readings-left', { count: window.daysLeft });
  return `${left} ${t('resident.home.readings-missing', { count: meters, missing })}`;
}

function ticketLines(guest: Resident, shelf: string, tickets: HomeTicket[]): string[] {
  const shown = tickets.slice(0, 3).map((ticket) => {
    const state = shelf === 'waiting' ? stateOf(guest, ticket) : guest.t(`resident.home.${shelf}`);
    return `${state}: № ${ticket.number} «${ticketTitle(guest, ticket)}»`;
  });
  const more = tickets.length - shown.length;
  return more > 0 ? [...shown, guest.t(`resident.home.more-${shelf}`, { count: more })] : shown;
}

function ticketTitle({ locale, t }: Resident, ticket: HomeTicket): string {
  return title(ticket.text, 40) || (ticket.categoryNames?.[locale] ?? t(`resident.kinds.${ticket.kind}`));
}

function newsText(guest: Resident, { news }: HomeSummary): Part[] {
  if (news.length === 0) return [];
  const rows = news.map((post) => {
    const { title: head } = pickText(post.texts, guest.locale);
    const mark = post.urgency === 'emergency' ? `${guest.t('resident.news.important')}: ` : '';
    const unread = post.isRead ? '' : ` · ${guest.t('resident.news.unread')}`;
    return `${mark}«${title(head, 60)}» · ${sayMoment(guest, post.publishedAt)}${unread}`;
  });
  return lines(guest.t('resident.home.news'), ...rows);
}

function homeButtons(guest: Resident, home: HomeSummary, open: HomeTicket[]): Button[][] {
  const { t } = guest;
  const [first] = open;
  const asksReadings = readingsLine(guest, home) !== null;
  const bills = home.billing ? [{ label: t('resident.home.bills'), route: 'pay' }] : [];
  const meters = asksReadings ? [{ label: t('resident.home.send-readings'), route: 'm-send' }] : [];
  const ticket = first
    ? [{ label: t('resident.home.ticket', { number: first.number }), route: ticketRoute.to({ id: first.id, l: 1 }) }]
    : [];
  const report = home.flat.rights.includes('tickets') ? [{ label: t('resident.home.report'), route: 'new' }] : [];
  const flats = guest.flats.filter((flat) => flat.unitId !== home.flat.unitId).slice(0, 5);
  return [
    [...bills, ...meters],
    [...report, ...ticket],
    [
      { label: t('resident.home.chat'), route: 'chat' },
      { label: t('resident.home.emergency'), route: 'sos' },
    ],
    [
      { label: t('resident.home.my-flat'), route: 'my' },
      { label: t('resident.home.settings'), route: 'set' },
    ],
    ...flats.map((flat) => [
      {
        label: t('resident.home.other-flat', { flat: flatWithAddress(guest, flat) }),
        route: flatRoute.to({ id: flat.unitId }),
      },
    ]),
  ].filter((row) => row.length > 0);
}

export const homeScreens = [
  screen(homeRoute, homeAnswer),
  deed(flatRoute, async (guest, { id }) => {
    await chooseFlat(guest.ctx, guest.actor, { chatId: guest.chat.id, unitId: id });
    const now = await again(guest);
    if (!isResident(now)) throw new Error('a resident with a flat has one');
    return homeAnswer(now);
  }),
];
