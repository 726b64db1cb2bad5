import { z } from 'zod';
import { joinByCode } from '#api/residents/join.ts';
import { bound, startForm } from '../forms.ts';
import { type Form, openScreen } from '../screen.ts';
import type { Answer } from '../view.ts';
import type { Guest } from '../who.ts';
import { findJoinCode } from '../words.ts';
import { joinAnswers } from './result.ts';
import { typeCodeRoute } from './routes.ts';

/** Joins by a code that was typed in free words. */
export async function joinTyped(guest: Guest, code: string): Promise<Answer[]> {
  return joinAnswers(guest, await joinByCode(guest.ctx, guest.chat.id, code, { name: guest.saidName }));
}

const data = z.object({});

/** The one question of typing a code; residents use it to add another flat. A stranger's code is understood anywhere. */
const codeForm: Form<z.infer<typeof data>> = {
  name: 'code',
  forAnybody: true,
  data,
  steps: {
    code: {
      async ask({ t }) {
        return { text: t('resident.join.ask-code'), rows: [] };
      },
      async take(guest, given, input) {
        const code = input.kind === 'text' ? findJoinCode(input.text) : null;
        if (!code) return { data: given, next: 'stay', say: guest.t('resident.join.no-code-in-words') };
        return { finish: (inside) => joinTyped(inside, code) };
      },
    },
  },
};

export const codeForms = [bound(codeForm)];
export const codeScreens = [openScreen(typeCodeRoute, true, (guest) => startForm(guest, codeForm, 'code', {}))];
