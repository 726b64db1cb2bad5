import { z } from 'zod';
import { writeToCompany } from '#api/conversations/talk.ts';
import { AppError } from '#api/core/errors.ts';
import { officeOpensAt } from '#api/tickets/sla/office-hours.ts';
import { tellMore } from './files-in-form.ts';
import { bound, startForm } from './forms.ts';
import { idParam, route } from './route.ts';
import { sayMoment } from './say.ts';
import { deed, type Form, type FormInput, type Taken } from './screen.ts';
import type { Answer } from './view.ts';
import { bold, lines, paragraphs } from './view.ts';
import { type Guest, isResident, type Resident } from './who.ts';

/** `id`: the flat that the talk is about; the chosen one without it. */
export const chatRoute = route('chat', { id: idParam.optional() });

const data = z.object({ unitId: z.string() });
type Chat = z.infer<typeof data>;

/** Writing to the company: every message goes at once, and the talk stays open until the person leaves it. */
const chatForm: Form<Chat> = {
  name: 'chat',
  forAnybody: false,
  endsBy: 'done',
  ledTo: 'home',
  data,
  steps: {
    first: {
      async ask(guest) {
        const { t, company } = guest;
        const where = t('resident.chat.where', { hours: company.officeHours });
        return { text: paragraphs(bold(t('resident.chat.ask')), where, await whenAnswered(guest)), rows: [] };
      },
      take: sendThen('more'),
    },
    more: {
      async ask(guest) {
        const { t } = guest;
        const when = await whenAnswered(guest);
        return { text: lines(bold(t('resident.chat.sent')), when, t('resident.chat.more')), rows: [] };
      },
      take: sendThen('again'),
    },
    /** Who sends one message after another has read when they will be answered. */
    again: {
      ask: async ({ t }) => ({ text: t('resident.chat.sent'), rows: [] }),
      take: sendThen('again'),
    },
  },
};

/** While the office is closed: from when on somebody answers. */
async function whenAnswered(guest: Guest): Promise<string | null> {
  const opensAt = await officeOpensAt(guest.ctx);
  return opensAt && guest.t('resident.chat.closed-now', { at: sayMoment(guest, opensAt) });
}

function sendThen(next: 'more' | 'again') {
  return async (guest: Guest, chat: Chat, input: FormInput): Promise<Taken<Chat>> => {
    const told = tellMore(guest, { text: '', files: [] }, input);
    if (!told) return { data: chat, next: 'stay', say: guest.t('resident.bad.words-or-photo') };
    return {
      data: chat,
      next,
      note: told.note ?? undefined,
      act: async (inside) => {
        if (!isResident(inside)) throw new AppError('flat.not-found');
        const message = { unitId: chat.unitId, ...told.story, externalKey: inside.onceKey };
        await writeToCompany(inside.ctx, inside.actor, message);
      },
    };
  };
}

/** Opens the talk; `sent` when its first message has gone already. */
export function startChat(guest: Resident, sent = false, unitId = guest.flat.unitId): Promise<Answer> {
  return startForm(guest, chatForm, sent ? 'more' : 'first', { unitId });
}

export const chatForms = [bound(chatForm)];
export const chatScreens = [
  deed(chatRoute, (guest, { id }) => {
    const mine = guest.flats.find((flat) => flat.unitId === id) ?? guest.flat;
    return startChat(guest, false, mine.unitId);
  }),
];
