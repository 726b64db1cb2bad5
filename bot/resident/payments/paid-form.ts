import { z } from 'zod';
import type { InvoiceView } from '#api/billing/get-invoice.ts';
import { sayPaid, showProof, silencedBills } from '#api/billing/reminders/mutes.ts';
import { AppError } from '#api/core/errors.ts';
import { dayOf } from '#api/core/time.ts';
import { bound, startForm } from '../forms.ts';
import { sayDay } from '../say.ts';
import { deed, type Form } from '../screen.ts';
import { type Answer, bold, lines } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import type { Offer } from './offer.ts';
import { saidPaidRoute } from './paid-routes.ts';

const paying = z.object({ muteId: z.string(), until: z.string() });
type Paying = z.infer<typeof paying>;

/** "I have paid": the reminders have stopped by now; a picture of the receipt is welcome, as many as they like. */
const paidForm: Form<Paying> = {
  name: 'paid',
  forAnybody: false,
  endsBy: 'done',
  data: paying,
  steps: {
    picture: {
      async ask(guest, { until }) {
        const { t } = guest;
        return {
          text: lines(
            bold(t('resident.said-paid.muted', { day: sayDay(guest, until) })),
            t('resident.said-paid.picture'),
          ),
          rows: [],
        };
      },
      take: async (guest, data, input) => takePicture(guest, data, input),
    },
    more: {
      async ask({ t }) {
        return { text: t('resident.said-paid.thanks'), rows: [] };
      },
      take: async (guest, data, input) => takePicture(guest, data, input),
    },
  },
};

type Take = Form<Paying>['steps'][string]['take'];

const takePicture: Take = async (guest, data, input) => {
  if (input.kind !== 'files') return { data, next: 'stay', say: guest.t('resident.said-paid.picture-only') };
  const { files } = input;
  return { data, next: 'more', act: (inside) => keep(inside, data, files) };
};

async function keep(guest: Guest, { muteId }: Paying, files: Parameters<typeof showProof>[2]['files']): Promise<void> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  await showProof(guest.ctx, guest.actor, { muteId, files });
}

async function startPaid(guest: Resident, invoiceId: string): Promise<Answer> {
  const { id, until } = await sayPaid(guest.ctx, guest.actor, { invoiceId });
  const day = dayOf(until, guest.flat.timeZone).toString();
  return startForm(guest, paidForm, 'picture', { muteId: id, until: day });
}

/** A bill that is not paid can be said to be; while that is believed, the bill says so. */
export async function toSaidPaid(guest: Resident, bill: InvoiceView): Promise<Offer> {
  const { t } = guest;
  if (bill.toPayMinor <= 0n) return {};
  const isSilent = (await silencedBills(guest.ctx, [bill.id])).has(bill.id);
  if (isSilent) return { note: t('resident.said-paid.silent') };
  return { rows: [[{ label: t('resident.said-paid.button'), route: saidPaidRoute.to({ id: bill.id }) }]] };
}

export const paidForms = [bound(paidForm)];
export const paidScreens = [deed(saidPaidRoute, (guest, { id }) => startPaid(guest, id))];
