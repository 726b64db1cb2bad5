import { getMyInvoice } from '#api/billing/get-invoice.ts';
import { isAppError } from '#api/core/errors.ts';
import { listMyMeters } from '#api/meters/list-meters.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { flatWithAddress } from '../flat-words.ts';
import { sendAllRoute } from '../meters/routes.ts';
import { invoiceRoute, paymentsRoute } from '../payments/routes.ts';
import { asNewMessage } from '../route.ts';
import { sayDay, sayMoney, sayPeriod } from '../say.ts';
import { type Answer, type Button, bold, lines, paragraphs } from '../view.ts';
import type { Resident } from '../who.ts';

type ReadingsNotice = Extract<Notice, { template: 'readings-open' | 'readings-closing' }>;

/** The reading window opened or closes. Only to those who still have not sent: the reminder may have waited for the morning. */
export async function readings(guest: Resident, notice: ReadingsNotice): Promise<Answer | null> {
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

/** Bills that fall due tomorrow and are not paid by now. */
export async function billDue(guest: Resident, data: { dueOn: string; invoiceIds: string[] }): Promise<Answer | null> {
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
