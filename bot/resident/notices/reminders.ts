import { getMyInvoice, type InvoiceView } from '#api/billing/get-invoice.ts';
import { isAppError } from '#api/core/errors.ts';
import { listMyMeters } from '#api/meters/list-meters.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { flatLabel, flatWithAddress } from '../flat-words.ts';
import { sendAllRoute } from '../meters/routes.ts';
import { invoiceRoute } from '../payments/routes.ts';
import { asNewMessage } from '../route.ts';
import { capital, sayDay, sayMoney, sayPeriod } from '../say.ts';
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
  const one = guest.flats.length === 1;
  const rows = missing.map((flat): Button[] => {
    const label = one ? t('notices.readings-send') : `${t('notices.readings-send')}: ${flatLabel(guest, flat)}`;
    return [{ label, route: asNewMessage(sendAllRoute.to(one ? {} : { id: flat.unitId })) }];
  });
  const names = one ? [] : missing.map((flat) => flatWithAddress(guest, flat));
  return { place: 'new', view: { text: lines(bold(head), ...names), rows } };
}

/** Bills that fall due tomorrow and are not paid by now. */
export async function billDue(guest: Resident, data: { dueOn: string; invoiceIds: string[] }): Promise<Answer | null> {
  const { t } = guest;
  const bills = await Promise.all(data.invoiceIds.map((id) => getMyInvoice(guest.ctx, guest.actor, id).catch(gone)));
  const unpaid = bills.filter((bill) => bill !== null && bill.toPayMinor > 0n).filter((bill) => bill !== null);
  if (unpaid.length === 0) return null;
  const sumOf = (bill: InvoiceView) => sayMoney(guest, bill.toPayMinor, bill.currency);
  const isOneFlat = guest.flats.length === 1;
  const rows = unpaid.map((bill) => {
    const flat = isOneFlat ? undefined : guest.flats.find((one) => one.unitId === bill.unitId);
    const period = capital(sayPeriod(guest, bill.period), guest.locale);
    const what = [period, unpaid.length > 1 ? bill.payee.name : null, flat ? flatWithAddress(guest, flat) : null];
    return t('notices.bill-line', { what: what.filter((part) => part !== null).join(', '), sum: sumOf(bill) });
  });
  // The list shows the chosen flat alone: each bill has its own button, whichever flat it is of.
  const buttons = unpaid.slice(0, 6).map((bill): Button[] => {
    const label = unpaid.length === 1 ? t('notices.bill-open') : `${t('notices.bill-open')}: ${sumOf(bill)}`;
    return [{ label, route: asNewMessage(invoiceRoute.to({ id: bill.id })) }];
  });
  const text = paragraphs(bold(t('notices.bill-due', { day: sayDay(guest, data.dueOn) })), lines(...rows));
  return { place: 'new', view: { text, rows: buttons } };
}

/** A bill that is no longer theirs to see is left out of the reminder. */
function gone(error: unknown): null {
  if (isAppError(error, 'invoice.not-found') || isAppError(error, 'not-allowed')) return null;
  throw error;
}
