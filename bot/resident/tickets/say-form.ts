import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { returnTicket } from '#api/tickets/return-ticket.ts';
import { answerTicketInput, returnTicketInput } from '#api/tickets/schema.ts';
import { getMyTicket, type MyTicket } from '#api/tickets/ticket-card.ts';
import { tellMore } from '../files-in-form.ts';
import { bound, choice, startForm } from '../forms.ts';
import { deed, type Form } from '../screen.ts';
import { bold, lines, paragraphs, quote } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { returnRoute, sayRoute } from './routes.ts';

const data = z.object({
  ticketId: z.string(),
  number: z.int(),
  why: z.enum(['add', 'answer', 'return']),
  question: z.string().nullable(),
});
type Saying = z.infer<typeof data>;

/**
 * Words, photos and voice into a ticket: the first message is sent at once and the form stays open for more, so that neither
 * an album nor an afterthought is lost.
 */
const sayForm: Form<Saying> = {
  name: 'say',
  forAnybody: false,
  endsBy: 'done',
  data,
  steps: {
    first: {
      async ask({ t }, { why, number, question }) {
        const asked = question ? [t('resident.ticket.question'), ' ', quote(question)] : null;
        const plain = why === 'return' ? [[choice('say', 'first', 'plain', t('resident.say.return-plain'))]] : [];
        return { text: paragraphs(asked, bold(t(`resident.say.${why}`, { number }))), rows: plain };
      },
      async take(guest, saying, input) {
        if (saying.why === 'return' && input.kind === 'choice' && input.value === 'plain') {
          return { data: saying, next: 'more', act: (inside) => send(inside, saying, { text: '', files: [] }) };
        }
        const told = tellMore(guest, { text: '', files: [] }, input);
        if (!told) return { data: saying, next: 'stay', say: guest.t('resident.bad.words-or-photo') };
        return {
          data: saying,
          next: 'more',
          note: told.note ?? undefined,
          act: (inside) => send(inside, saying, told.story),
        };
      },
    },
    more: {
      async ask({ t }, { number }) {
        return { text: lines(bold(t('resident.say.sent', { number })), t('resident.say.more')), rows: [] };
      },
      async take(guest, saying, input) {
        const told = tellMore(guest, { text: '', files: [] }, input);
        if (!told) return { data: saying, next: 'stay', say: guest.t('resident.bad.words-or-photo') };
        const added: Saying = { ...saying, why: 'add' };
        return {
          data: saying,
          next: 'more',
          note: told.note ?? undefined,
          act: (inside) => send(inside, added, told.story),
        };
      },
    },
  },
};

async function send(guest: Guest, saying: Saying, said: { text: string; files: unknown[] }): Promise<void> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const { ticketId } = saying;
  if (saying.why === 'return') {
    const input = returnTicketInput.parse({ ticketId, ...said, externalKey: guest.onceKey });
    await returnTicket(guest.ctx, guest.actor, input);
    return;
  }
  const input = answerTicketInput.parse({ ticketId, ...said, externalKey: guest.onceKey });
  await answerTicket(guest.ctx, guest.actor, input);
}

async function start(guest: Resident, ticket: MyTicket, why: Saying['why']) {
  const { id, number, question } = ticket;
  return startForm(guest, sayForm, 'first', {
    ticketId: id,
    number,
    why,
    question: why === 'answer' ? question : null,
  });
}

export const sayForms = [bound(sayForm)];
export const sayScreens = [
  deed(sayRoute, async (guest, { id }) => {
    const ticket = await getMyTicket(guest.ctx, guest.actor, id);
    if (!ticket.canAnswer)
      return { place: 'new', view: { text: guest.t('resident.say.over', { number: ticket.number }), rows: [] } };
    return start(guest, ticket, ticket.pause === 'waiting-for-resident' ? 'answer' : 'add');
  }),
  deed(returnRoute, async (guest, { id }) => {
    const ticket = await getMyTicket(guest.ctx, guest.actor, id);
    if (!ticket.canReturn)
      return { place: 'new', view: { text: guest.t('resident.say.no-return', { number: ticket.number }), rows: [] } };
    return start(guest, ticket, 'return');
  }),
];
