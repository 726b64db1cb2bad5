import { getMyPayment, type MyPayment } from '#api/billing/payments/get-payment.ts';
import { paymentsRoute } from '../payments/routes.ts';
import { asNewMessage } from '../route.ts';
import { sayMoney, sayPeriod } from '../say.ts';
import { type Answer, bold, lines } from '../view.ts';
import type { Resident } from '../who.ts';

/** The money has come: a receipt in words. The fiscal one is its provider's to send. */
export async function paymentReceived(guest: Resident, paymentId: string): Promise<Answer> {
  const payment = await getMyPayment(guest.ctx, guest.actor, paymentId);
  const { t } = guest;
  const money = (minor: bigint) => sayMoney(guest, minor, payment.currency);
  const text = lines(
    bold(
      t(payment.isByLink ? 'notices.payment-received-link' : 'notices.payment-received', {
        sum: money(payment.amountMinor),
      }),
    ),
    ...about(guest, payment),
    payment.commissionMinor > 0n ? t('notices.payment-commission', { sum: money(payment.commissionMinor) }) : null,
    t('notices.payment-on-its-way'),
  );
  return asMessage(guest, text);
}

/** It did not come about: nothing was taken. Not told when it was paid by now. */
export async function paymentFailed(guest: Resident, paymentId: string): Promise<Answer | null> {
  const payment = await getMyPayment(guest.ctx, guest.actor, paymentId);
  if (payment.state !== 'cancelled') return null;
  const { t } = guest;
  const sum = sayMoney(guest, payment.amountMinor, payment.currency);
  return asMessage(guest, lines(bold(t('notices.payment-failed', { sum })), t('notices.payment-failed-how')));
}

export async function paymentRefunded(guest: Resident, paymentId: string, minor: string): Promise<Answer> {
  const payment = await getMyPayment(guest.ctx, guest.actor, paymentId);
  const sum = sayMoney(guest, BigInt(minor), payment.currency);
  const text = lines(
    bold(guest.t('notices.payment-refunded', { sum })),
    ...about(guest, payment),
    guest.t('notices.payment-refunded-how'),
  );
  return asMessage(guest, text);
}

function about(guest: Resident, { payeeName, accountNumber, periods }: MyPayment): string[] {
  const months = periods.map((period) => sayPeriod(guest, period)).join(', ');
  const account = guest.t('notices.payment-account', { payee: payeeName, account: accountNumber });
  return months === '' ? [account] : [account, guest.t('notices.payment-for', { months })];
}

function asMessage(guest: Resident, text: ReturnType<typeof lines>): Answer {
  const label = guest.t('notices.payment-open');
  return { place: 'new', view: { text, rows: [[{ label, route: asNewMessage(paymentsRoute.to()) }]] } };
}
