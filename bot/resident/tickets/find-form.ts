import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import { ticketKinds } from '#api/tickets/policy.ts';
import { bound, startForm } from '../forms.ts';
import { deed, type Form } from '../screen.ts';
import { bold, lines } from '../view.ts';
import { isResident } from '../who.ts';
import { findRoute, longestSearch } from './routes.ts';
import { serviceAnswer } from './service.ts';

const data = z.object({ k: z.enum(ticketKinds).optional() });
type Finding = z.infer<typeof data>;

/** Asks for a word and shows the list of requests that speak of it, in any state. */
const findForm: Form<Finding> = {
  name: 'find',
  forAnybody: false,
  data,
  ledTo: 'svc',
  steps: {
    words: {
      async ask({ t }) {
        return { text: lines(bold(t('resident.service.ask-words')), t('resident.service.ask-words-how')), rows: [] };
      },
      async take(guest, { k }, input) {
        const words = input.kind === 'text' ? input.text.trim().replaceAll(/\s+/g, ' ').slice(0, longestSearch) : '';
        if (words === '') return { data: { k }, next: 'stay', say: guest.t('resident.bad.words-please') };
        return {
          finish: async (inside) => {
            if (!isResident(inside)) throw new AppError('flat.not-found');
            return { ...(await serviceAnswer(inside, { k, s: 'all', q: words, p: 1 })), place: 'new' };
          },
        };
      },
    },
  },
};

export const findForms = [bound(findForm)];
export const findScreens = [deed(findRoute, (guest, { k }) => startForm(guest, findForm, 'words', { k }))];
