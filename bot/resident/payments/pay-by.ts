import { createPayLinks, revokePayLink } from '#api/billing/payments/pay-link.ts';
import { type Begun, startPayment } from '#api/billing/payments/start.ts';
import { getSetting } from '#api/company/settings.ts';
import { stableId } from '#api/core/ids.ts';
import { sayMoney, sayPeriod } from '../say.ts';
import { deed } from '../screen.ts';
import { type Answer, bold, code, lines, paragraphs } from '../view.ts';
import type { Resident } from '../who.ts';
import { type Asked, backOf, flatOf, whatOf } from './pay.ts';
import { payByRoute, payLinkRoute, paymentsRoute, revokeLinkRoute } from './routes.ts';

/** What an invoice in the chat is called there, and where its forwarded copy leads. */
const startParameter = 'bills';

/** Each payee's payment is a message with its own invoice. */
function invoices(guest: Resident, begun: readonly Begun[]): Answer[] {
  const { t } = guest;
  return begun.map((payment) => {
    const months = payment.periods.map((period) => sayPeriod(guest, period)).join(', ');
    const about = { payee: payment.payeeName, account: payment.accountNumber };
    const commission = sayMoney(guest, payment.commissionMinor, payment.currency);
    const description = [
      months === '' ? t('resident.pay.invoice-account', about) : t('resident.pay.invoice-bill', { ...about, months }),
      payment.commissionMinor > 0n ? t('resident.pay.of-it-commission', { commission }) : '',
    ];
    return {
      place: 'new',
      view: {
        text: t('resident.pay.no-chat-payments'),
        rows: [],
        invoice: {
          title: t('resident.pay.invoice-title'),
          description: description.join(' ').trim(),
          payload: payment.paymentId,
          currency: payment.currency,
          amountMinor: Number(payment.amountMinor + payment.commissionMinor),
          startParameter,
        },
      },
    };
  });
}

/** The pages at which to pay, one for each payee. */
async function pages(guest: Resident, asked: Asked, begun: readonly Begun[]): Promise<Answer> {
  const { t } = guest;
  const { payAt } = await getSetting(guest.ctx, 'payment-ways');
  const sum = (one: Begun) => sayMoney(guest, one.amountMinor + one.commissionMinor, one.currency);
  const rows = begun.map((one) => {
    const label =
      begun.length === 1
        ? t('resident.pay.open', { sum: sum(one) })
        : t('resident.pay.open-for', { sum: sum(one), payee: one.payeeName });
    return [{ label, url: `${payAt}/${one.payToken}` }];
  });
  const text = paragraphs(
    bold(t('resident.pay.ready')),
    begun.length > 1 ? t('resident.pay.several', { count: begun.length }) : null,
    t('resident.pay.after'),
  );
  return { place: 'replace', view: { text, rows: [...rows, [backOf(guest, asked)]] } };
}

async function sendLinks(guest: Resident, asked: Asked): Promise<Answer[]> {
  const { t } = guest;
  const what = whatOf(asked);
  const links = await createPayLinks(guest.ctx, guest.actor, { unitId: await flatOf(guest, asked), what });
  const { payAt } = await getSetting(guest.ctx, 'payment-ways');
  const { linkHours } = await getSetting(guest.ctx, 'payments');
  return links.map(({ id, token, payeeName, amountMinor, currency }) => {
    const address = `${payAt}/${token}`;
    const sum = sayMoney(guest, amountMinor, currency);
    const text = lines(
      bold(t('resident.pay.link-title', { payee: payeeName, sum })),
      code(address),
      t('resident.pay.link-how', { count: linkHours }),
    );
    const share = `https://t.me/share/url?${new URLSearchParams({ url: address, text: t('resident.pay.link-words', { payee: payeeName, sum }) })}`;
    const rows = [
      [{ label: t('resident.pay.link-share'), url: share }],
      [{ label: t('resident.pay.link-revoke'), route: revokeLinkRoute.to({ id }) }],
    ];
    return { place: 'new' as const, view: { text, rows } };
  });
}

export const payByScreens = [
  deed(payByRoute, async (guest, { w, ...asked }) => {
    const checkoutId = stableId('checkout', guest.onceKey);
    const unitId = await flatOf(guest, asked);
    const input = { unitId, what: whatOf(asked), provider: w, checkoutId };
    const { begun } = await startPayment(guest.ctx, guest.actor, input);
    return w === 'telegram' ? invoices(guest, begun) : pages(guest, asked, begun);
  }),
  deed(payLinkRoute, (guest, asked) => sendLinks(guest, asked)),
  deed(revokeLinkRoute, async (guest, { id }) => {
    await revokePayLink(guest.ctx, guest.actor, id);
    const rows = [[{ label: guest.t('resident.bills.back'), route: paymentsRoute.to() }]];
    return { place: 'replace', view: { text: guest.t('resident.pay.link-revoked'), rows } };
  }),
];
