import { getMyInvoice } from '#api/billing/get-invoice.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { listMyMeters } from '#api/meters/list-meters.ts';
import { getMyNews } from '#api/news/read-news.ts';
import { getNoticeMessage, type NoticeMessage } from '#api/notifications/notice-message.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { listHousehold } from '#api/residents/household.ts';
import { getMyTicket, type MyTicket } from '#api/tickets/ticket-card.ts';
import { chatRoute } from './chat.ts';
import { flatWithAddress } from './flat-words.ts';
import { sendAllRoute } from './meters/routes.ts';
import { postView } from './news.ts';
import { invoiceRoute, paymentsRoute } from './payments/routes.ts';
import { asNewMessage, idParam, route } from './route.ts';
import { sayDay, sayMoney, sayPeriod } from './say.ts';
import { screen } from './screen.ts';
import { cutAskRoute } from './settings/routes.ts';
import { acceptRoute, returnRoute, sayRoute, ticketRoute } from './tickets/routes.ts';
import { titleOf, workerOf } from './tickets/words.ts';
import { type Answer, type Button, bold, lines, paragraphs, quote, type Text, type View } from './view.ts';
import { type Guest, isResident, type Resident } from './who.ts';

/**
 * A notice in the resident's language, as things stand now; null when it is no longer worth sending: taken back, answered in the
 * meantime, or no longer theirs to see.
 */
export async function renderNotice(ctx: Ctx, guest: Guest, notice: Notice): Promise<Answer | null> {
  const inside = { ...guest, ctx };
  if (notice.template === 'join-decided') return joinDecided(inside, notice.data.approved);
  if (notice.template === 'access-ended') {
    const flat = `${notice.data.address}, ${notice.data.number}`;
    return said(inside.t('notices.access-ended', { flat, phone: guest.company.officePhone }));
  }
  if (!isResident(inside)) return null;
  try {
    return await renderFor(inside, notice);
  } catch (error) {
    const isGone = isAppError(error) && (error.code.endsWith('.not-found') || error.code === 'not-allowed');
    if (isGone) return null;
    throw error;
  }
}

async function renderFor(guest: Resident, notice: Notice): Promise<Answer | null> {
  switch (notice.template) {
    case 'ticket-claimed':
      return aboutTicket(guest, notice.subject.id, (ticket) => claimed(guest, ticket));
    case 'ticket-question':
      return aboutTicket(guest, notice.subject.id, (ticket) => question(guest, ticket, notice.data.messageId));
    case 'ticket-on-hold': {
      const { until, reason } = notice.data;
      return aboutTicket(guest, notice.subject.id, (ticket) => onHold(guest, ticket, until, reason));
    }
    case 'ticket-resolved':
      return aboutTicket(guest, notice.subject.id, (ticket) => resolved(guest, ticket));
    case 'ticket-rejected':
      return aboutTicket(guest, notice.subject.id, (ticket) => rejected(guest, ticket));
    case 'ticket-will-close':
      return aboutTicket(guest, notice.subject.id, (ticket) => willClose(guest, ticket, notice.data.closesOn));
    case 'ticket-closed':
      return aboutTicket(guest, notice.subject.id, (ticket) => closed(guest, ticket, notice.data.why));
    case 'ticket-message':
      return aboutTicket(guest, notice.subject.id, (ticket) => ticketMessage(guest, ticket, notice.data.messageId));
    case 'chat-message':
      return chatMessage(guest, notice.data.messageId);
    case 'ticket-file': {
      const { attachmentId, purpose } = notice.data;
      return aboutTicket(guest, notice.subject.id, async ({ number }) => ({
        text: guest.t(`notices.file-${purpose}`, { number }),
        rows: [],
        pictures: [{ attachmentId }],
      }));
    }
    case 'chat-file': {
      const pictures = [{ attachmentId: notice.data.attachmentId }];
      return { place: 'new', view: { text: guest.t('notices.file-chat'), rows: [], pictures } };
    }
    case 'newcomer':
      return newcomer(guest, notice.subject.id, notice.data.unitId);
    case 'news': {
      const post = await getMyNews(guest.ctx, guest.actor, notice.subject.id);
      return { place: 'new', view: postView(guest, post, false) };
    }
    case 'readings-open':
    case 'readings-closing':
      return readings(guest, notice);
    case 'bill-due':
      return billDue(guest, notice.data);
    default:
      return null;
  }
}

async function aboutTicket(
  guest: Resident,
  ticketId: string,
  view: (ticket: MyTicket) => Promise<View | null>,
): Promise<Answer | null> {
  const ticket = await getMyTicket(guest.ctx, guest.actor, ticketId);
  const shown = await view(ticket);
  return shown && { place: 'new', view: shown };
}

/** What every sentence about a ticket names. */
function named(guest: Guest, ticket: MyTicket): { number: number; title: string } {
  return { number: ticket.number, title: titleOf(guest, ticket, 60) };
}

async function claimed(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (!['claimed', 'in-work'].includes(ticket.status)) return null;
  const who = ticket.assignee ? workerOf(guest, ticket.assignee) : null;
  const key = who ? 'notices.ticket-claimed' : 'notices.ticket-claimed-somebody';
  return { text: guest.t(key, { ...named(guest, ticket), who }), rows: [[openTicket(guest, ticket)]] };
}

async function question(guest: Resident, ticket: MyTicket, messageId: string): Promise<View | null> {
  if (ticket.pause !== 'waiting-for-resident') return null;
  const { text, takenBackAt } = await getNoticeMessage(guest.ctx, messageId);
  if (takenBackAt) return null;
  const { t } = guest;
  return {
    text: paragraphs(
      lines(bold(t('notices.ticket-question', named(guest, ticket))), quote(text)),
      t('notices.ticket-question-how'),
    ),
    rows: [[answerButton(guest, ticket)], [openTicket(guest, ticket)]],
  };
}

async function onHold(guest: Resident, ticket: MyTicket, until: string | null, reason: string): Promise<View | null> {
  if (ticket.pause !== 'on-hold') return null;
  const { t } = guest;
  const values = named(guest, ticket);
  const what = until
    ? t('notices.ticket-on-hold-until', { ...values, day: sayDay(guest, until) })
    : t('notices.ticket-on-hold', values);
  return { text: lines(what, because(guest, reason)), rows: [[openTicket(guest, ticket)]] };
}

async function resolved(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (ticket.status !== 'resolved') return null;
  const { t } = guest;
  const report = ticket.report ? [t('resident.ticket.report'), ' ', quote(ticket.report)] : null;
  return {
    text: paragraphs(bold(t('notices.ticket-resolved', named(guest, ticket))), report),
    rows: checkButtons(guest, ticket),
  };
}

async function rejected(guest: Resident, ticket: MyTicket): Promise<View | null> {
  if (ticket.status !== 'rejected') return null;
  const { t } = guest;
  return {
    text: paragraphs(
      lines(t('notices.ticket-rejected', named(guest, ticket)), because(guest, ticket.rejectedReason)),
      t('notices.ticket-rejected-how'),
    ),
    rows: [[{ label: t('resident.home.chat'), route: asNewMessage(chatRoute.to()) }], [openTicket(guest, ticket)]],
  };
}

async function willClose(guest: Resident, ticket: MyTicket, closesOn: string): Promise<View | null> {
  if (ticket.status !== 'resolved') return null;
  const text = guest.t('notices.ticket-will-close', { ...named(guest, ticket), day: sayDay(guest, closesOn) });
  return { text, rows: checkButtons(guest, ticket) };
}

async function closed(guest: Resident, ticket: MyTicket, why: 'silence' | 'company'): Promise<View | null> {
  if (ticket.status !== 'closed') return null;
  return { text: guest.t(`notices.ticket-closed-${why}`, named(guest, ticket)), rows: [[openTicket(guest, ticket)]] };
}

async function ticketMessage(guest: Resident, ticket: MyTicket, messageId: string): Promise<View | null> {
  const message = await getNoticeMessage(guest.ctx, messageId);
  if (message.takenBackAt || message.text === '') return null;
  const { t } = guest;
  const head = t('notices.ticket-message', { number: ticket.number, who: authorOf(guest, message) });
  return {
    text: lines(bold(head), quote(message.text)),
    rows: [...(ticket.canAnswer ? [[answerButton(guest, ticket)]] : []), [openTicket(guest, ticket)]],
  };
}

async function chatMessage(guest: Resident, messageId: string): Promise<Answer | null> {
  const message = await getNoticeMessage(guest.ctx, messageId);
  if (message.takenBackAt || message.text === '') return null;
  const { t } = guest;
  const answer: Button = { label: t('notices.answer'), route: asNewMessage(chatRoute.to()) };
  const text = lines(bold(t('notices.chat-message', { who: authorOf(guest, message) })), quote(message.text));
  return { place: 'new', view: { text, rows: [[answer]] } };
}

async function newcomer(guest: Resident, occupancyId: string, unitId: string): Promise<Answer | null> {
  const { t } = guest;
  const people = await listHousehold(guest.ctx, guest.actor, unitId);
  const person = people.find((one) => one.occupancyId === occupancyId);
  const flat = guest.flats.find((one) => one.unitId === unitId);
  if (!person || person.isMe || !flat) return null;
  const values = { name: person.name, flat: flatWithAddress(guest, flat) };
  const cut: Button = { label: t('notices.newcomer-cut', values), route: cutAskRoute.to({ id: occupancyId }) };
  const fine: Button = { label: t('notices.newcomer-fine'), route: knownRoute.to({ id: occupancyId }) };
  const hint = person.canCutOff ? t('notices.newcomer-how') : null;
  return {
    place: 'new',
    view: { text: paragraphs(t('notices.newcomer', values), hint), rows: person.canCutOff ? [[fine], [cut]] : [] },
  };
}

type ReadingsNotice = Extract<Notice, { template: 'readings-open' | 'readings-closing' }>;

/** Only to those who still have not sent: the reminder may have waited for the morning. */
async function readings(guest: Resident, notice: ReadingsNotice): Promise<Answer | null> {
  const { t } = guest;
  const flats = guest.flats.filter((flat) => notice.data.unitIds.includes(flat.unitId));
  const waiting = await Promise.all(
    flats.map(async (flat) => {
      const { meters } = await listMyMeters(guest.ctx, guest.actor, flat.unitId);
      return meters.some((meter) => !meter.sentThisPeriod) ? flat : null;
    }),
  );
  const missing = waiting.filter((flat) => flat !== null);
  if (missing.length === 0) return null;
  const values = { period: sayPeriod(guest, notice.data.period), day: sayDay(guest, notice.data.closesOn) };
  const head =
    notice.template === 'readings-open'
      ? t('notices.readings-open', values)
      : notice.data.daysLeft === 0
        ? t('notices.readings-last-day', values)
        : t('notices.readings-closing', { ...values, count: notice.data.daysLeft });
  const names = guest.flats.length > 1 ? missing.map((flat) => flatWithAddress(guest, flat)) : [];
  return {
    place: 'new',
    view: {
      text: lines(bold(head), ...names),
      rows: [[{ label: t('notices.readings-send'), route: asNewMessage(sendAllRoute.to()) }]],
    },
  };
}

async function billDue(guest: Resident, data: { dueOn: string; invoiceIds: string[] }): Promise<Answer | null> {
  const { t } = guest;
  const bills = await Promise.all(data.invoiceIds.map((id) => getMyInvoice(guest.ctx, guest.actor, id).catch(gone)));
  const unpaid = bills.filter((bill) => bill !== null && bill.toPayMinor > 0n).filter((bill) => bill !== null);
  const [first] = unpaid;
  if (!first) return null;
  const rows = unpaid.map((bill) => {
    const sum = sayMoney(guest, bill.toPayMinor, bill.currency);
    return t('notices.bill-line', { period: sayPeriod(guest, bill.period), sum });
  });
  const open: Button =
    unpaid.length === 1
      ? { label: t('notices.bill-open'), route: asNewMessage(invoiceRoute.to({ id: first.id })) }
      : { label: t('notices.bills-open'), route: asNewMessage(paymentsRoute.to({ s: 'unpaid' })) };
  const text = paragraphs(bold(t('notices.bill-due', { day: sayDay(guest, data.dueOn) })), lines(...rows));
  return { place: 'new', view: { text, rows: [[open]] } };
}

/** A bill that is no longer theirs to see is left out of the reminder. */
function gone(error: unknown): null {
  if (isAppError(error, 'invoice.not-found') || isAppError(error, 'not-allowed')) return null;
  throw error;
}

function joinDecided(guest: Guest, approved: boolean): Answer {
  if (approved && isResident(guest)) {
    const text = guest.t('notices.join-approved', { flat: flatWithAddress(guest, guest.flat) });
    return { place: 'new', keyboard: 'tabs', view: { text, rows: [] } };
  }
  return said(guest.t('notices.join-declined', { phone: guest.company.officePhone }));
}

function said(text: Text): Answer {
  return { place: 'new', view: { text, rows: [] } };
}

function because(guest: Guest, reason: string | null): Text | null {
  return reason ? [guest.t('notices.because'), ' ', quote(reason)] : null;
}

/** A colleague's given name; the company when nobody in particular speaks. */
function authorOf(guest: Guest, message: NoticeMessage): string {
  return message.authorName?.split(/\s+/)[0] ?? guest.t('notices.company');
}

/** A notice stays what it says: what it leads to is a message of its own. */
function openTicket({ t }: Guest, ticket: MyTicket): Button {
  const { id, number } = ticket;
  return { label: t('notices.show-ticket', { number }), route: asNewMessage(ticketRoute.to({ id, l: 1 })) };
}

function answerButton({ t }: Guest, ticket: MyTicket): Button {
  return { label: t('notices.answer'), route: asNewMessage(sayRoute.to({ id: ticket.id })) };
}

function checkButtons(guest: Guest, ticket: MyTicket): Button[][] {
  const { t } = guest;
  const { id } = ticket;
  return [
    ...(ticket.canAccept ? [[{ label: t('resident.ticket.accept'), route: acceptRoute.to({ id }) }]] : []),
    ...(ticket.canReturn
      ? [[{ label: t('resident.ticket.return'), route: asNewMessage(returnRoute.to({ id })) }]]
      : []),
    [openTicket(guest, ticket)],
  ];
}

const knownRoute = route('known', { id: idParam });

/** "It is all right" under the notice of a newcomer: nothing changes, and the notice says so. */
export const noticeScreens = [
  screen(knownRoute, async ({ t }) => ({ place: 'replace', view: { text: t('notices.newcomer-known'), rows: [] } })),
];
