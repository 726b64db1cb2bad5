import type { InvoiceView } from '#api/billing/get-invoice.ts';
import { whyChanged } from '#api/billing/why/why-changed.ts';
import { asNewMessage, idParam, route } from '../../route.ts';
import { screen } from '../../screen.ts';
import type { Guest } from '../../who.ts';
import type { Offer } from '../offer.ts';
import { whyView } from './why-view.ts';

const whyRoute = route('inv-why', { id: idParam });

/** Under a bill that has one before it. A picture comes as a message of its own. */
export function toWhy({ t }: Guest, bill: InvoiceView): Offer {
  if (bill.previousId === null) return {};
  return { rows: [[{ label: t('resident.why.button'), route: asNewMessage(whyRoute.to({ id: bill.id })) }]] };
}

export const whyScreens = [
  screen(whyRoute, async (guest, { id }) => {
    return { place: 'new', view: whyView(guest, await whyChanged(guest.ctx, guest.actor, id)) };
  }),
];
