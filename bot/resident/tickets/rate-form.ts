import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import { rateTicket } from '#api/tickets/rate-ticket.ts';
import { rateTicketInput, ratingReasons } from '#api/tickets/schema.ts';
import { getMyTicket } from '#api/tickets/ticket-card.ts';
import { bound, choice, startForm } from '../forms.ts';
import { deed, type Form } from '../screen.ts';
import { type Answer, bold, lines, paragraphs } from '../view.ts';
import { type Guest, isResident } from '../who.ts';
import { rateRoute, toCard } from './routes.ts';
import { ticketView } from './ticket-view.ts';

const data = z.object({
  ticketId: z.string(),
  rating: z.int().min(1).max(5),
  reasons: z.array(z.enum(ratingReasons)),
});
type Rated = z.infer<typeof data>;

const [bad, good] = [ratingReasons.slice(0, 4), ratingReasons.slice(4)];

/**
 * Why it was good or bad: as many reasons as fit, by taps, then words for who wants to add some. The stars are kept by the
 * first tap already, so leaving is no loss; and what is said without being asked for is no comment, it may be a new trouble.
 */
const rateForm: Form<Rated> = {
  name: 'rate',
  forAnybody: false,
  endsBy: 'skip',
  data,
  steps: {
    reasons: {
      async ask({ t }, { rating, reasons }) {
        const offered = rating <= 3 ? bad : good;
        return {
          text: lines(
            t('resident.rate.stars', { rating }),
            bold(t(rating <= 3 ? 'resident.rate.why-bad' : 'resident.rate.why-good')),
            t('resident.rate.several'),
          ),
          rows: [
            ...offered.map((reason) => {
              const label = t(`resident.rate.reasons.${reason}`);
              const isChosen = reasons.includes(reason);
              return [choice('rate', 'reasons', reason, isChosen ? t('resident.rate.chosen', { label }) : label)];
            }),
            [choice('rate', 'reasons', 'words', t('resident.rate.words'))],
            [choice('rate', 'reasons', 'done', t('resident.form.done'))],
          ],
        };
      },
      async take(guest, rated, input) {
        if (input.kind !== 'choice') return { data: rated, next: 'stay', say: guest.t('resident.form.tap-one') };
        if (input.value === 'done') return { finish: (inside) => keep(inside, rated) };
        if (input.value === 'words') return { data: rated, next: 'words' };
        const reason = ratingReasons.find((one) => one === input.value);
        if (!reason) return { data: rated, next: 'stay', say: guest.t('resident.form.tap-one') };
        const others = rated.reasons.filter((one) => one !== reason);
        const reasons = others.length < rated.reasons.length ? others : [...others, reason];
        return { data: { ...rated, reasons }, next: 'reasons' };
      },
    },
    words: {
      async ask({ t }) {
        return { text: bold(t('resident.rate.ask-words')), rows: [] };
      },
      async take(guest, rated, input) {
        const said = input.kind === 'text' ? input.text.trim() : '';
        if (said === '') return { data: rated, next: 'stay', say: guest.t('resident.rate.words-only') };
        return { finish: (inside) => keep(inside, rated, said) };
      },
      back: () => 'reasons',
    },
  },
};

async function keep(guest: Guest, { ticketId, rating, reasons }: Rated, comment?: string): Promise<Answer> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  await rateTicket(guest.ctx, guest.actor, rateTicketInput.parse({ ticketId, rating, reasons, comment }));
  const ticket = await getMyTicket(guest.ctx, guest.actor, ticketId);
  const text = paragraphs(guest.t('resident.ticket.rated'), ticketView(guest, ticket).text);
  return { place: 'replace', view: { ...ticketView(guest, ticket, true), text } };
}

export const rateForms = [bound(rateForm)];
export const rateScreens = [
  deed(
    rateRoute,
    async (guest, { id, r }) => {
      await rateTicket(guest.ctx, guest.actor, { ticketId: id, rating: r });
      const answer = await startForm(guest, rateForm, 'reasons', { ticketId: id, rating: r, reasons: [] });
      return { ...answer, place: 'new', toast: guest.t('resident.ticket.rated') };
    },
    toCard,
  ),
];
