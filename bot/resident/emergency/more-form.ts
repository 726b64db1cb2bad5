import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { answerTicketInput } from '#api/tickets/schema.ts';
import { tellMore } from '../files-in-form.ts';
import { bound, layForm } from '../forms.ts';
import type { Form, FormInput, Taken } from '../screen.ts';
import { type Answer, bold, lines, type View } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { sosPlaceRoute } from './routes.ts';

const data = z.object({ ticketId: z.string(), number: z.int() });
type More = z.infer<typeof data>;

/** After the emergency service was told: words, photos and voice go straight into the ticket, one message after another. */
const moreForm: Form<More> = {
  name: 'sos',
  forAnybody: false,
  endsBy: 'done',
  data,
  steps: {
    first: { ask: async (guest, more) => whereView(guest, more), take },
    more: {
      async ask({ t }, { number }) {
        return { text: lines(bold(t('resident.danger.passed-on', { number })), t('resident.danger.more')), rows: [] };
      },
      take,
    },
  },
};

async function take(guest: Guest, more: More, input: FormInput): Promise<Taken<More>> {
  const told = tellMore(guest, { text: '', files: [] }, input);
  if (!told) return { data: more, next: 'stay', say: guest.t('resident.bad.words-or-photo') };
  return {
    data: more,
    next: 'more',
    note: told.note ?? undefined,
    act: async (inside) => {
      if (!isResident(inside)) throw new AppError('flat.not-found');
      const said = { ticketId: more.ticketId, ...told.story, externalKey: inside.onceKey };
      await answerTicket(inside.ctx, inside.actor, answerTicketInput.parse(said));
    },
  };
}

/** Where it is, and that words may follow: asked after the ticket is there. What somebody has half filled in waits under it. */
export async function askMore(guest: Resident, more: More): Promise<Answer> {
  return { ...(await layForm(guest, bound(moreForm), 'first', more)), place: 'new' };
}

function whereView({ t }: Guest, { ticketId: id, number }: More): View {
  const places = ['flat', 'common-area', 'grounds'] as const;
  return {
    text: lines(bold(t('resident.danger.where', { number })), t('resident.danger.more')),
    rows: places.map((p) => [{ label: t(`resident.danger.places.${p}`), route: sosPlaceRoute.to({ id, p }) }]),
  };
}

export const emergencyForms = [bound(moreForm)];
