import { z } from 'zod';
import { listPayAccounts, type PayAccount, quotePayment } from '#api/billing/payments/quote.ts';
import { AppError } from '#api/core/errors.ts';
import { typedSum } from '#locales/typed-sum.ts';
import { bound, choice, startForm } from '../forms.ts';
import { sayMoney } from '../say.ts';
import { deed, type Form, type FormInput } from '../screen.ts';
import { bold, lines } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { payView } from './pay.ts';
import { otherSumRoute } from './routes.ts';

const data = z.object({ accountId: z.string().nullable() });
type Data = z.infer<typeof data>;

/** A sum of one's own: to whom, where a flat has several payees, and how much. */
const sumForm: Form<Data> = {
  name: 'pay-sum',
  forAnybody: false,
  data,
  ledTo: 'pay',
  steps: {
    payee: {
      async ask(guest) {
        const accounts = await accountsOf(guest);
        const rows = accounts.map((one) => [choice('pay-sum', 'payee', one.accountId, labelOf(guest, one))]);
        return { text: guest.t('resident.pay.ask-payee'), rows };
      },
      async take(guest, _data, input) {
        const accounts = await accountsOf(guest);
        const chosen = accounts.find(({ accountId }) => input.kind === 'choice' && input.value === accountId);
        if (!chosen) return { data: { accountId: null }, next: 'stay', say: guest.t('resident.pay.ask-payee') };
        return { data: { accountId: chosen.accountId }, next: 'sum' };
      },
    },
    sum: {
      async ask({ t }) {
        return { text: lines(bold(t('resident.pay.ask-sum')), t('resident.pay.ask-sum-how')), rows: [] };
      },
      async take(guest, given, input) {
        const account = (await accountsOf(guest)).find(({ accountId }) => accountId === given.accountId);
        const m = account && readSum(input, account.currency)?.toString();
        const c = account?.accountId;
        if (!m || !c) return { data: given, next: 'stay', say: guest.t('resident.pay.no-sum') };
        return {
          finish: async (inside) => {
            const who = asResident(inside);
            const what = { kind: 'sum' as const, accountId: c, amountMinor: BigInt(m) };
            const quote = await quotePayment(who.ctx, who.actor, { unitId: who.flat.unitId, what });
            return { place: 'new', view: payView(who, { c, m }, quote) };
          },
        };
      },
      back: () => null,
    },
  },
};

function readSum(input: FormInput, currency: string): bigint | null {
  return input.kind === 'text' ? typedSum(input.text, currency) : null;
}

function accountsOf(guest: Guest): Promise<PayAccount[]> {
  const { ctx, actor, flat } = asResident(guest);
  return listPayAccounts(ctx, actor, flat.unitId);
}

function labelOf(guest: Guest, { payeeName, balanceMinor, currency }: PayAccount): string {
  const sum = sayMoney(guest, balanceMinor < 0n ? -balanceMinor : balanceMinor, currency);
  if (balanceMinor === 0n) return payeeName;
  return `${payeeName} · ${guest.t(balanceMinor > 0n ? 'resident.money.to-pay-lower' : 'resident.money.overpaid-lower', { sum })}`;
}

function asResident(guest: Guest): Resident {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  return guest;
}

export const sumForms = [bound(sumForm)];
export const sumScreens = [
  deed(otherSumRoute, async (guest) => {
    const accounts = await accountsOf(guest);
    const [only] = accounts;
    if (!only) throw new AppError('account.not-found');
    if (accounts.length > 1) return startForm(guest, sumForm, 'payee', { accountId: null });
    return startForm(guest, sumForm, 'sum', { accountId: only.accountId });
  }),
];
