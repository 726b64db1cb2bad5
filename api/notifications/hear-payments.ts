import { z } from 'zod';
import { isOnline } from '#api/billing/payments/schema.ts';
import { getCompany } from '#api/company/company.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { slackFor, tellAccountants } from './audience.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';
import { deliver } from './deliver.ts';
import type { Notice } from './templates.ts';

const aboutPayment = z.object({ paymentId: z.uuid() });

/** Who paid has a receipt at once, and the accountants a line. What a bank's file brings is told with the file. */
const recorded: Hearer = async (tx, data, event) => {
  const payment = await readPayment(tx, data);
  if (!payment || !isOnline(payment.provider)) return;
  const subject = { type: 'payment' as const, id: payment.id };
  await tellPayer(tx, payment, event.id, { template: 'payment-received', subject, data: {} });
  await tellAccountants(tx, event.id, { template: 'payment-line', subject, data: {} });
};

const failed: Hearer = async (tx, data, event) => {
  const payment = await readPayment(tx, data);
  if (!payment) return;
  const subject = { type: 'payment' as const, id: payment.id };
  await tellPayer(tx, payment, event.id, { template: 'payment-failed', subject, data: {} });
};

/** What is odd stands as a card in the accountants' channel until somebody has dealt with it. */
const troubled: Hearer = async (tx, data) => {
  const { paymentId } = aboutPayment.parse(data);
  const channel = await slackFor(tx, 'billing');
  const subject = { type: 'payment' as const, id: paymentId };
  if (channel) await placeCard(tx, { subject, place: `slack:${channel}`, channel: 'slack' });
};

const changed: Hearer = async (tx, data) => {
  await bumpCardsOnce(tx, { type: 'payment', id: aboutPayment.parse(data).paymentId });
};

const refunded: Hearer = async (tx, data, event) => {
  await changed(tx, data, event);
  const { refundId } = z.object({ refundId: z.uuid() }).parse(data);
  const payment = await readPayment(tx, data);
  const refund = await tx.db.paymentRefund.findUnique({ where: { id: refundId } });
  if (!payment || !refund) return;
  const subject = { type: 'payment' as const, id: payment.id };
  const told = { amountMinor: refund.amountMinor.toString() };
  await tellPayer(tx, payment, event.id, { template: 'payment-refunded', subject, data: told });
};

const differences = z.object({
  provider: z.string(),
  day: z.string(),
  count: z.int(),
  differences: z.array(
    z.object({
      providerRef: z.string(),
      what: z.enum(['only-there', 'only-here', 'other-sum']),
      thereMinor: z.string().nullable(),
      hereMinor: z.string().nullable(),
      currency: z.string(),
    }),
  ),
});

const compared: Hearer = async (tx, data, event) => {
  const subject = { type: 'company' as const, id: (await getCompany(tx)).id };
  await tellAccountants(tx, event.id, { template: 'payments-differ', subject, data: differences.parse(data) });
};

const stray: Hearer = async (tx, data, event) => {
  const subject = { type: 'company' as const, id: (await getCompany(tx)).id };
  const shape = z.object({ chargeId: z.string(), receivedMinor: z.string(), currency: z.string() });
  await tellAccountants(tx, event.id, { template: 'payment-stray', subject, data: shape.parse(data) });
};

async function readPayment(tx: TxCtx, data: unknown) {
  return tx.db.payment.findUnique({ where: { id: aboutPayment.parse(data).paymentId } });
}

async function tellPayer(tx: TxCtx, payment: { residentId: string | null }, eventKey: string, notice: Notice) {
  if (payment.residentId) await deliver(tx, { ...notice, eventKey, recipient: { residentId: payment.residentId } });
}

export const paymentHearers: Record<string, Hearer[]> = {
  'payment.recorded': [recorded],
  'payment.failed': [failed],
  'payment.troubled': [troubled],
  'payment.changed': [changed],
  'payment.refunded': [refunded],
  'payments.compared': [compared],
  'payment.stray': [stray],
};
