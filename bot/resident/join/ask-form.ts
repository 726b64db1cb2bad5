import { z } from 'zod';
import { askToJoin } from '#api/residents/join-requests.ts';
import { occupancyRoles } from '#api/residents/rights.ts';
import { bound, choice, startForm } from '../forms.ts';
import { type Form, type FormInput, openScreen, type Taken } from '../screen.ts';
import { bold, lines, paragraphs } from '../view.ts';
import type { Guest } from '../who.ts';
import { askJoinRoute } from './routes.ts';
import { phonesText } from './stranger.ts';

const data = z.object({ name: z.string(), where: z.string(), role: z.enum(occupancyRoles).nullable() });
type Data = z.infer<typeof data>;

const step = (guest: Guest, at: number) => guest.t('resident.form.step', { at, of: 4 });

/** "I live here, I have no code": who, where and as what; the office decides. */
const askForm: Form<Data> = {
  name: 'ask',
  forAnybody: true,
  data,
  steps: {
    name: {
      async ask(guest, { name }) {
        const known = name === '' ? [] : [[choice('ask', 'name', 'keep', guest.t('resident.join.i-am', { name }))]];
        return { text: lines(step(guest, 1), bold(guest.t('resident.join.ask-name'))), rows: known };
      },
      async take(guest, given, input) {
        if (input.kind === 'choice') return { data: given, next: 'where' };
        return short(guest, given, input, 100, (name) => ({ data: { ...given, name }, next: 'where' }));
      },
    },
    where: {
      async ask(guest) {
        const { t } = guest;
        return {
          text: lines(step(guest, 2), bold(t('resident.join.ask-where')), t('resident.join.where-example')),
          rows: [],
        };
      },
      async take(guest, given, input) {
        return short(guest, given, input, 200, (where) => ({ data: { ...given, where }, next: 'role' }));
      },
      back: () => 'name',
    },
    role: {
      async ask(guest) {
        const { t } = guest;
        return {
          text: lines(step(guest, 3), bold(t('resident.join.ask-role'))),
          rows: occupancyRoles.map((role) => [choice('ask', 'role', role, t(`resident.join.roles.${role}`))]),
        };
      },
      async take(guest, given, input) {
        const role = occupancyRoles.find((one) => input.kind === 'choice' && one === input.value);
        if (!role) return { data: given, next: 'stay', say: guest.t('resident.form.tap-one') };
        return { data: { ...given, role }, next: 'check' };
      },
      back: () => 'where',
    },
    check: {
      async ask(guest, given) {
        const { t } = guest;
        return {
          text: paragraphs(
            lines(step(guest, 4), bold(t('resident.join.check'))),
            lines(given.name, given.where, t(`resident.join.roles.${given.role ?? 'tenant'}`)),
            t('resident.join.check-note'),
          ),
          rows: [[choice('ask', 'check', 'send', t('resident.join.send-to-office'))]],
        };
      },
      async take(guest, given, input) {
        if (input.kind !== 'choice') return { data: given, next: 'stay', say: guest.t('resident.form.tap-one') };
        return {
          finish: async (inside) => {
            const { name, where, role } = given;
            await askToJoin(inside.ctx, inside.chat.id, { name, where, role: role ?? 'tenant' });
            const text = paragraphs(inside.t('resident.join.asked'), phonesText(inside));
            return { place: 'replace', view: { text, rows: [] } };
          },
        };
      },
      back: () => 'role',
    },
  },
  ledTo: 'start',
};

async function short(
  guest: Guest,
  given: Data,
  input: FormInput,
  longest: number,
  then: (text: string) => Taken<Data>,
): Promise<Taken<Data>> {
  if (input.kind !== 'text') return { data: given, next: 'stay', say: guest.t('resident.bad.words-please') };
  const text = input.text.replace(/\s+/g, ' ').trim();
  if (text.length > longest) {
    return { data: given, next: 'stay', say: guest.t('resident.bad.shorter', { count: longest }) };
  }
  return then(text);
}

export const askForms = [bound(askForm)];
export const askScreens = [
  openScreen(askJoinRoute, true, (guest) =>
    startForm(guest, askForm, 'name', { name: guest.saidName, where: '', role: null }),
  ),
];
