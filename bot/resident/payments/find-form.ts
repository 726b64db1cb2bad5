import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import { bound, startForm } from '../forms.ts';
import { deed, type Form } from '../screen.ts';
import { bold, lines } from '../view.ts';
import { isResident } from '../who.ts';
import { paymentsAnswer } from './payments.ts';
import { findBillRoute, longestBillSearch } from './routes.ts';

const data = z.object({});

/** Asks for a month or a number and shows the bills of it, in any state. */
const findBillForm: Form<z.infer<typeof data>> = {
  name: 'find-bill',
  forAnybody: false,
  data,
  ledTo: 'pay',
  steps: {
    words: {
      async ask({ t }) {
        return { text: lines(bold(t('resident.bills.ask-words')), t('resident.bills.ask-words-how')), rows: [] };
      },
      async take(guest, _data, input) {
        const said = input.kind === 'text' ? input.text.trim().replaceAll(/\s+/g, ' ') : '';
        const words = said.slice(0, longestBillSearch);
        if (words === '') return { data: {}, next: 'stay', say: guest.t('resident.bad.words-please') };
        return {
          finish: async (inside) => {
            if (!isResident(inside)) throw new AppError('flat.not-found');
            return { ...(await paymentsAnswer(inside, { s: 'all', q: words, p: 1 })), place: 'new' };
          },
        };
      },
    },
  },
};

export const findBillForms = [bound(findBillForm)];
export const findBillScreens = [deed(findBillRoute, (guest) => startForm(guest, findBillForm, 'words', {}))];
