import { type DisputeInfo, findDispute, listDisputesOfBill, withheldOf } from '#api/billing/disputes/read-disputes.ts';
import type { InvoiceView } from '#api/billing/get-invoice.ts';
import { getMyInvoice } from '#api/billing/get-invoice.ts';
import { found } from '#api/core/errors.ts';
import { withdrawDispute } from '#api/flows/dispute.ts';
import { sayMoney, sayPeriod } from '../say.ts';
import { deed, screen } from '../screen.ts';
import { type Answer, bold, lines } from '../view.ts';
import type { Resident } from '../who.ts';
import { doorsOf } from './disagree-form.ts';
import { askBillRoute, withdrawRoute, withdrawSureRoute } from './dispute-routes.ts';
import type { Offer } from './offer.ts';
import { invoiceRoute } from './routes.ts';

/** What of a bill is under question, what was decided, and the two doors: to ask, and to disagree. */
export async function toDisputes(guest: Resident, bill: InvoiceView): Promise<Offer> {
  const { t } = guest;
  const disputes = await listDisputesOfBill(guest.ctx, bill.id);
  const withheld = (await withheldOf(guest.ctx, [bill.id])).get(bill.id) ?? 0n;
  const open = disputes.filter(({ state }) => state === 'open');
  const notes = [
    open.length > 0
      ? t('resident.dispute.disputed', {
          sum: sayMoney(guest, withheld > 0n ? withheld : sumOf(open), bill.currency),
          numbers: open.map(({ ticketNumber }) => `№ ${ticketNumber}`).join(', '),
        })
      : null,
    ...disputes.map((one) => (one.state === 'decided' ? decisionLine(guest, one) : null)),
  ].filter((note) => note !== null);
  return {
    note: notes.length > 0 ? lines(...notes) : null,
    rows: [
      doorsOf(guest, bill.id, askBillRoute.to({ id: bill.id })),
      open.map(({ id, ticketNumber }) => ({
        label: t('resident.dispute.withdraw', { number: ticketNumber }),
        route: withdrawRoute.to({ id }),
      })),
    ],
  };
}

/** What became of a dispute, in one line of the bill. */
function decisionLine(guest: Resident, one: DisputeInfo): string {
  const sum = sayMoney(guest, one.acceptedMinor ?? 0n, one.currency);
  const words = guest.t(`resident.dispute.outcomes.${one.outcome ?? 'rejected'}`, { number: one.ticketNumber, sum });
  const awaits = one.outcome !== 'rejected' && one.billedAt === null;
  return awaits ? `${words} ${guest.t('resident.dispute.awaits-billing')}` : words;
}

function sumOf(disputes: readonly DisputeInfo[]): bigint {
  return disputes.reduce((all, one) => all + one.disputedMinor, 0n);
}

async function askToWithdraw(guest: Resident, id: string): Promise<Answer> {
  const { t } = guest;
  const one = found(await findDispute(guest.ctx, id), 'dispute');
  await getMyInvoice(guest.ctx, guest.actor, one.invoiceId);
  const toBill = { label: t('resident.bills.back-to-bill'), route: invoiceRoute.to({ id: one.invoiceId }) };
  const words = { period: sayPeriod(guest, one.period), sum: sayMoney(guest, one.disputedMinor, one.currency) };
  return {
    place: 'replace',
    view: {
      text: lines(bold(t('resident.dispute.sure', words)), t('resident.dispute.sure-hint')),
      rows: [[toBill], [{ label: t('resident.dispute.withdraw-yes'), route: withdrawSureRoute.to({ id }) }]],
    },
  };
}

export const disputeScreens = [
  screen(withdrawRoute, (guest, { id }) => askToWithdraw(guest, id)),
  deed(withdrawSureRoute, async (guest, { id }) => {
    const { t } = guest;
    const text = t('resident.dispute.withdrawn-text');
    await withdrawDispute(guest.ctx, guest.actor, { disputeId: id, text, externalKey: guest.onceKey });
    const one = found(await findDispute(guest.ctx, id), 'dispute');
    const toBill = { label: t('resident.bills.back-to-bill'), route: invoiceRoute.to({ id: one.invoiceId }) };
    return { place: 'replace', view: { text: t('resident.dispute.withdrawn'), rows: [[toBill]] } };
  }),
];
