import { z } from 'zod';
import { AppError } from '#api/core/errors.ts';
import type { FollowedTicket } from '#api/tickets/followed-ticket.ts';
import { returnJoined } from '#api/tickets/join-ticket.ts';
import { returnJoinedInput } from '#api/tickets/schema.ts';
import { filesLine, story, tellMore } from '../files-in-form.ts';
import { bound, choice, startForm } from '../forms.ts';
import type { Form } from '../screen.ts';
import { type Answer, bold, lines, paragraphs, quote } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { joinedAnswer } from './joined-card.ts';

const data = story.extend({ ticketId: z.string(), number: z.int() });
type Returning = z.infer<typeof data>;

/** What is still wrong with a shared problem, in words; photos may stand beside them, never instead. */
const returnForm: Form<Returning> = {
  name: 'not-done',
  forAnybody: false,
  data,
  steps: {
    words: {
      async ask({ t }, { number }) {
        const how = t('resident.joined.return-how');
        return { text: lines(bold(t('resident.joined.return-ask', { number })), how), rows: [] };
      },
      async take(guest, told, input) {
        const more = tellMore(guest, told, input);
        if (!more) return { data: told, next: 'stay', say: guest.t('resident.bad.words-or-photo') };
        const now = { ...told, ...more.story };
        if (now.text === '') return { data: now, next: 'stay', say: guest.t('resident.joined.return-words') };
        return { data: now, next: 'check', note: more.note ?? undefined };
      },
    },
    check: {
      async ask(guest, told) {
        const { t } = guest;
        return {
          text: paragraphs(
            bold(t('resident.joined.return-check', { number: told.number })),
            lines(quote([...told.text].slice(0, 1500).join('')), filesLine(guest, told.files)),
          ),
          rows: [[choice('not-done', 'check', 'send', t('resident.joined.return-send'))]],
        };
      },
      async take(guest, told, input) {
        if (input.kind === 'choice' && input.value === 'send') return { finish: (inside) => send(inside, told) };
        const more = tellMore(guest, told, input);
        if (!more) return { data: told, next: 'stay', say: guest.t('resident.form.tap-one') };
        return { data: { ...told, ...more.story }, next: 'check', note: more.note ?? guest.t('resident.report.added') };
      },
      back: () => 'words',
    },
  },
};

export function startReturn(guest: Resident, { id, number }: FollowedTicket): Promise<Answer> {
  return startForm(guest, returnForm, 'words', { ticketId: id, number, text: '', files: [] });
}

async function send(guest: Guest, { ticketId, text, files }: Returning): Promise<Answer> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const input = returnJoinedInput.parse({ ticketId, text, files, externalKey: guest.onceKey });
  await returnJoined(guest.ctx, guest.actor, input);
  return { ...(await joinedAnswer(guest, ticketId)), toast: guest.t('resident.joined.returned') };
}

export const joinedForms = [bound(returnForm)];
