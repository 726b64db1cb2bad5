import { findDispute, withheldOf } from '#api/billing/disputes/read-disputes.ts';
import { getMyInvoice, type InvoiceView } from '#api/billing/get-invoice.ts';
import { type BillOccasion, billOccasions } from '#api/billing/reminders/due-bills.ts';
import { silencedBills } from '#api/billing/reminders/mutes.ts';
import { isAppError } from '#api/core/errors.ts';
import type { NoticeShapes } from '#api/notifications/templates.ts';
import type { MyTicket } from '#api/tickets/ticket-card.ts';
import { flatWithAddress } from '../flat-words.ts';
import { saidPaidRoute } from '../payments/paid-routes.ts';
import { invoiceRoute } from '../payments/routes.ts';
import { asNewMessage } from '../route.ts';
import { capital, sayDay, sayMoney, sayPeriod } from '../say.ts';
import { type Answer, type Button, bold, lines, paragraphs, quote, type View } from '../view.ts';
import type { Resident } from '../who.ts';
import { checkButtons } from './ticket-notices.ts';

type Reminded = { bill: InvoiceView; why: BillOccasion; minor: bigint };

/** So many bills have buttons of their own; the others are a tap away. */
const mostButtons = 4;

/**
 * Bills to pay, by what they are reminded of; each with what is open beyond its disputed part. Paid, disputed, muted or being paid by
 * now: left out. Null when none is left.
 */
export async function billReminder(
  guest: Resident,
  { bills }: NoticeShapes['bill-reminder']['data'],
): Promise<Answer | null> {
  const { t } = guest;
  const open = await stillOpen(guest, bills);
  if (open.length === 0) return null;
  const parts = billOccasions.flatMap((why) => {
    const own = open.filter((one) => one.why === why);
    const [first] = own;
    if (!first) return [];
    const head = t(`notices.bills.${why}`, { day: sayDay(guest, first.bill.dueOn) });
    return [lines(bold(head), ...own.map((one) => billLine(guest, one, open)))];
  });
  const rows = open.slice(0, mostButtons).map((one) => buttonsOf(guest, one, open.length === 1));
  return { place: 'new', view: { text: paragraphs(...parts), rows } };
}

async function stillOpen(
  guest: Resident,
  bills: readonly { invoiceId: string; why: BillOccasion }[],
): Promise<Reminded[]> {
  const ids = bills.map(({ invoiceId }) => invoiceId);
  const [withheld, silenced] = await Promise.all([withheldOf(guest.ctx, ids), silencedBills(guest.ctx, ids)]);
  const read = await Promise.all(
    bills.map(async ({ invoiceId, why }) => {
      const bill = await getMyInvoice(guest.ctx, guest.actor, invoiceId).catch(gone);
      return bill && { bill, why, minor: bill.toPayMinor - (withheld.get(invoiceId) ?? 0n) };
    }),
  );
  return read
    .filter((one) => one !== null)
    .filter(({ bill, minor }) => minor > 0n && !silenced.has(bill.id))
    .sort((a, b) => (a.bill.dueOn < b.bill.dueOn ? -1 : 1));
}

/** `Ноябрь, кв. 57: осталось 100,00 ₽`; its due day where bills of several are named together. */
function billLine(guest: Resident, { bill, why, minor }: Reminded, all: readonly Reminded[]): string {
  const { t } = guest;
  const isOneFlat = guest.flats.length === 1;
  const flat = isOneFlat ? undefined : guest.flats.find((one) => one.unitId === bill.unitId);
  const what = [
    capital(sayPeriod(guest, bill.period), guest.locale),
    all.length > 1 ? bill.payee.name : null,
    flat ? flatWithAddress(guest, flat) : null,
    why === 'tomorrow' ? null : t('notices.bills.due', { day: sayDay(guest, bill.dueOn) }),
  ].filter((part) => part !== null);
  return t('notices.bill-line', { what: what.join(', '), sum: sayMoney(guest, minor, bill.currency) });
}

/** The bill itself; and "I have paid", which a bill that has just come needs not. */
function buttonsOf(guest: Resident, { bill, why, minor }: Reminded, isAlone: boolean): Button[] {
  const { t } = guest;
  const label = isAlone
    ? t('notices.bill-open')
    : `${t('notices.bill-open')}: ${sayMoney(guest, minor, bill.currency)}`;
  const open = { label, route: asNewMessage(invoiceRoute.to({ id: bill.id })) };
  if (why === 'issued') return [open];
  return [open, { label: t('resident.said-paid.button'), route: asNewMessage(saidPaidRoute.to({ id: bill.id })) }];
}

/** What was decided about a disagreement, why, and the balance before and after; then the check of any request. */
export async function disputeDecided(
  guest: Resident,
  ticket: MyTicket,
  { disputeId, beforeMinor, afterMinor }: NoticeShapes['dispute-decided']['data'],
): Promise<View | null> {
  const { t } = guest;
  const dispute = await findDispute(guest.ctx, disputeId);
  if (!dispute?.outcome) return null;
  const sum = (minor: bigint) => sayMoney(guest, minor, dispute.currency);
  const words = { number: ticket.number, period: sayPeriod(guest, dispute.period) };
  const balance = (minor: string) => {
    const value = BigInt(minor);
    if (value === 0n) return t('notices.dispute.even');
    return value > 0n
      ? t('notices.dispute.owed', { sum: sum(value) })
      : t('notices.dispute.overpaid', { sum: sum(-value) });
  };
  const accepted = dispute.acceptedMinor ?? 0n;
  return {
    text: paragraphs(
      bold(t(`notices.dispute.${dispute.outcome}`, { ...words, sum: sum(accepted) })),
      dispute.answer ? quote(dispute.answer) : null,
      accepted > 0n
        ? lines(
            t('notices.dispute.balance', { before: balance(beforeMinor), after: balance(afterMinor) }),
            t('notices.dispute.next-bill'),
          )
        : t('notices.dispute.balance-same', { balance: balance(afterMinor) }),
    ),
    rows: [
      [{ label: t('notices.bill-open'), route: asNewMessage(invoiceRoute.to({ id: dispute.invoiceId })) }],
      ...checkButtons(guest, ticket),
    ],
  };
}

/** A bill that is no longer theirs to see is left out of the reminder. */
function gone(error: unknown): null {
  if (isAppError(error, 'invoice.not-found') || isAppError(error, 'not-allowed')) return null;
  throw error;
}
