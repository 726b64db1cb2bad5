import { closeForm, readForm, saveForm } from '#api/residents/forms.ts';
import {
  askStep,
  beginForm,
  type FormBook,
  formAgain,
  formBack,
  formChoice,
  formGoOn,
  formQuit,
  giveForm,
  type OpenForm,
  openForm,
  uncoverForm,
} from './forms.ts';
import { routeName } from './route.ts';
import type { FormInput } from './screen.ts';
import type { Answer } from './view.ts';
import { type Guest, isResident } from './who.ts';

/** What a form answers to words and files. `refused`: its step took nothing of them. */
export type Heard = { answers: Answer[]; refused: boolean };

const names = [formChoice, formBack, formQuit, formGoOn, formAgain].map((one) => one.name);

/** True for the buttons that forms themselves make. */
export function isFormRoute(address: string): boolean {
  return names.includes(routeName(address));
}

/**
 * Presses a form's button; null when it belongs to no question that is asked now. Runs in the transaction of its update, with
 * the chat locked.
 */
export async function tapForm(guest: Guest, book: FormBook, address: string): Promise<Answer[] | null> {
  const open = mine(guest, openForm(book, await readForm(guest.ctx, guest.chat.id)));
  if (!open) return null;
  const { form, step, kept } = open;

  if (formQuit.read(address) && routeName(address) === formQuit.name) {
    const hasLeft = await uncoverForm(guest, kept);
    const wayBack = hasLeft ? [[{ label: guest.t('resident.form.way-back'), route: formGoOn.to() }]] : [];
    const view = {
      text: guest.t(form.endsBy ? 'resident.form.ended' : 'resident.form.cancelled'),
      rows: [...wayBack, [{ label: guest.t('resident.home.button'), route: 'home' }]],
    };
    return [{ place: 'replace', view }];
  }
  if (routeName(address) === formGoOn.name) {
    await saveForm(guest.ctx, guest.chat.id, { form: form.name, step, data: { ...kept, wanted: undefined } });
    return [await askStep(guest, form, step, kept.data)];
  }
  if (routeName(address) === formAgain.name) {
    const start = kept.wanted ?? kept.start;
    const wanted = book.get(start.form);
    if (!wanted) return null;
    return [await beginForm(guest, wanted, start.step, start.data)];
  }

  const at = `${form.name}.${step}`;
  const back = routeName(address) === formBack.name ? formBack.read(address) : null;
  if (back) {
    const leads = back.s === at ? (form.steps[step]?.back?.(kept.data) ?? null) : null;
    if (leads === null) return null;
    await saveForm(guest.ctx, guest.chat.id, { form: form.name, step: leads, data: { ...kept, album: undefined } });
    return [await askStep(guest, form, leads, kept.data)];
  }
  const choice = routeName(address) === formChoice.name ? formChoice.read(address) : null;
  if (!choice || choice.s !== at) return null;
  return (await giveAndKeep(guest, book, { kind: 'choice', value: choice.v })).answers;
}

/**
 * Gives what was typed or sent to the open form; null when no form is waiting for it. The other half of an album still finds
 * a form that its first half has not finished.
 */
export async function answerForm(guest: Guest, book: FormBook, input: FormInput): Promise<Heard | null> {
  const row = await readForm(guest.ctx, guest.chat.id);
  if (!row?.isOpen || !mine(guest, openForm(book, row))) return null;
  return giveAndKeep(guest, book, input);
}

/** The question that is asked now, or null when no form is open. */
export async function presentQuestion(guest: Guest, book: FormBook): Promise<Answer | null> {
  const row = await readForm(guest.ctx, guest.chat.id);
  const open = row?.isOpen ? mine(guest, openForm(book, row)) : null;
  return open ? askStep(guest, open.form, open.step, open.kept.data) : null;
}

async function giveAndKeep(guest: Guest, book: FormBook, input: FormInput): Promise<Heard> {
  const open = openForm(book, await readForm(guest.ctx, guest.chat.id));
  if (!open) throw new Error('the form closed under its lock');
  const given = await giveForm(guest, open, input);
  if (given.kind === 'finished') {
    await closeForm(guest.ctx, guest.chat.id, open.form.name, given.ledTo);
    return { answers: given.answers, refused: false };
  }
  await saveForm(guest.ctx, guest.chat.id, { form: open.form.name, step: given.step, data: given.kept });
  return { answers: [given.answer], refused: given.refused };
}

/** A form for residents is closed to who is none any more. */
function mine(guest: Guest, open: OpenForm | null): OpenForm | null {
  return open && (open.form.forAnybody || isResident(guest)) ? open : null;
}
