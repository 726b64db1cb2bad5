import type { KnownBlock, ModalView } from '@slack/types';
import { refundPayment, settleTrouble } from '#api/billing/payments/refund.ts';
import { refundPaymentInput } from '#api/billing/payments/schema.ts';
import { getStaffPayment, type StaffPayment } from '#api/billing/payments/staff-payment.ts';
import { systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { shortId } from '#api/core/ids.ts';
import type { NoticeShapes } from '#api/notifications/templates.ts';
import { formatMoney, majorText } from '#locales/format.ts';
import { typedSum } from '#locales/typed-sum.ts';
import { actions, button, header, lines, type Message } from './blocks.ts';
import type { Desk } from './desk.ts';
import { hasMeaning, modal, showModal, wordsField } from './modal.ts';
import { escapeText } from './mrkdwn.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { moment, placeWords, type Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** `13 083,67 ₽ · кв. 57 · ЛС 0000510057 · ЮKassa`: money that came, in one line. */
export function paymentLine(speech: Speech, payment: StaffPayment): string {
  const { t } = speech;
  const commission =
    payment.commissionMinor > 0n
      ? t('slack.payments.commission', { sum: money(speech, payment, payment.commissionMinor) })
      : '';
  return t('slack.payments.line', {
    sum: money(speech, payment, payment.amountMinor),
    place: placeOf(speech, payment),
    account: payment.accountNumber,
    way: t(`pay.ways.${payment.provider}`),
    commission,
  });
}

/** What is odd about money that came, what it means, and the two ways to deal with it. */
export function paymentCard(speech: Speech, payment: StaffPayment): Message {
  const { t } = speech;
  const title = t(`slack.payments.troubles.${payment.trouble ?? 'overpaid'}`);
  const isSettled = payment.troubleSettledAt !== null;
  const facts = [
    [paymentLine(speech, payment)],
    [t(`slack.payments.meaning.${payment.trouble ?? 'overpaid'}`)],
    ...payment.refunds.map((refund) => [
      t(`slack.payments.refund-${refund.state}`, {
        sum: money(speech, payment, refund.amountMinor),
        reason: refund.reason,
      }),
    ]),
    [
      { bold: t(isSettled ? 'slack.payments.settled' : 'slack.payments.open') },
      ` · ${moment(speech, payment.troubleSettledAt ?? payment.createdAt)}`,
    ],
  ];
  const blocks: KnownBlock[] = [header(title), lines(...facts)];
  if (!isSettled) {
    const id = shortId(payment.id);
    const keep = button(t('slack.payments.keep'), 'payment-keep', id, { style: 'primary' });
    const giveBack = button(t('slack.payments.give-back'), 'payment-refund', id);
    blocks.push(actions(`payment:${id}`, payment.state === 'succeeded' ? [keep, giveBack] : [keep]));
  }
  return { text: escapeText(`${title}: ${paymentLine(speech, payment)}`), blocks };
}

export async function readPaymentCard({ ctx }: Desk, speech: Speech, id: string): Promise<Message> {
  return paymentCard(speech, await getStaffPayment(ctx, systemActor, id));
}

/** The night's comparison, line by line. */
export function differenceWords(speech: Speech, data: NoticeShapes['payments-differ']['data']): string {
  const { t } = speech;
  const sum = (minor: string | null, currency: string) =>
    minor === null ? '—' : formatMoney(speech.locale, BigInt(minor), currency);
  const rows = data.differences.map(({ what, providerRef, thereMinor, hereMinor, currency }) =>
    t(`slack.payments.differs.${what}`, {
      ref: providerRef,
      there: sum(thereMinor, currency),
      here: sum(hereMinor, currency),
    }),
  );
  const head = t('slack.payments.differ', { day: data.day, way: t(`pay.ways.${data.provider}`), count: data.count });
  return [head, ...rows].join('\n');
}

export async function onPaymentKeep(desk: Desk, tap: Tap, paymentId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => settleTrouble(tx, actor, paymentId)));
}

export function refundModal(speech: Speech, about: AboutModal, payment: StaffPayment): ModalView {
  const { t } = speech;
  const left = payment.amountMinor - payment.refundedMinor;
  const words = { title: t('slack.payments.refund-title'), submit: t('slack.payments.give-back') };
  return modal(speech, 'payment-refund', about, words, [
    lines([paymentLine(speech, payment)]),
    wordsField('sum', t('slack.payments.refund-sum'), {
      initial: majorText(left, payment.currency),
      hint: t('slack.payments.refund-hint', { sum: money(speech, payment, left) }),
      lines: 'one',
    }),
    wordsField('reason', t('slack.payments.refund-reason'), { lines: 'one' }),
  ]);
}

export async function openPaymentRefund(desk: Desk, tap: Tap, paymentId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const payment = await getStaffPayment(desk.ctx, actor, paymentId);
    await showModal(desk, tap, refundModal(speech, { id: paymentId, channelId: tap.spot.channelId }, payment));
  });
}

export async function complainAboutRefund(
  { ctx }: Desk,
  { t }: Speech,
  sent: Submission,
): Promise<Record<string, string> | null> {
  const { currency } = await getStaffPayment(ctx, systemActor, sent.about.id);
  if (typedSum(sent.text('sum'), currency) === null) return { sum: t('slack.payments.refund-no-sum') };
  const { length } = sent.text('reason').trim();
  return hasMeaning(sent.text('reason')) && length >= 3 && length <= 300
    ? null
    : { reason: t('slack.payments.refund-no-reason') };
}

export async function onPaymentRefund(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor }) => {
    const { currency } = await getStaffPayment(desk.ctx, actor, sent.about.id);
    // Without a sum it would be all that is left: what cannot be read is refused instead.
    const amountMinor = typedSum(sent.text('sum'), currency) ?? 0n;
    const input = refundPaymentInput.parse({ paymentId: sent.about.id, amountMinor, reason: sent.text('reason') });
    return once(desk.ctx, key, (tx) => refundPayment(tx, actor, input));
  });
}

function money(speech: Speech, { currency }: StaffPayment, minor: bigint): string {
  return formatMoney(speech.locale, minor, currency);
}

function placeOf(speech: Speech, { address, unitNumber, unitType }: StaffPayment): string {
  return placeWords(speech, { address, unit: { number: unitNumber, type: unitType } });
}
