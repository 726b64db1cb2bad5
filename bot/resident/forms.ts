import { z } from 'zod';
import { shortId } from '#api/core/ids.ts';
import { dropForm, type KeptForm, readForm, saveForm } from '#api/residents/forms.ts';
import { route } from './route.ts';
import { type Form, type FormInput, many } from './screen.ts';
import { type Answer, type Button, paragraphs, type Text, type View } from './view.ts';
import type { Guest } from './who.ts';

/** A choice of a form's step: `f?s=report.place&v=flat`. */
export const formChoice = route('f', { s: z.string(), v: z.string() });
export const formBack = route('f-back', { s: z.string() });
export const formQuit = route('f-quit', {});
export const formGoOn = route('f-go-on', {});
export const formAgain = route('f-again', {});

const begun = z.object({ form: z.string(), step: z.string(), data: z.unknown() });

/** What stands in the row of a form, around the form's own data. */
const keptShape = z.object({
  data: z.unknown(),
  /** Something was answered already: worth asking before it is thrown away. */
  touched: z.boolean(),
  /** How to start it again. */
  start: begun,
  /** The album that was taken last, and the step that took it: its other pictures belong there too. */
  album: z.object({ key: z.string(), step: z.string() }).optional(),
  /** What was chosen while this form was unfinished. */
  wanted: begun.optional(),
  /** The unfinished form that this one was laid over: it comes back when this one ends. */
  under: z.object({ form: z.string(), step: z.string(), data: z.unknown() }).optional(),
});
export type Kept = z.infer<typeof keptShape>;
export type FormBook = ReadonlyMap<string, Form>;
export type OpenForm = { form: Form; step: string; kept: Kept };

/** Gives a form to the book of all forms, where nobody knows its data's type. */
export function bound<D>(form: Form<D>): Form {
  return form as unknown as Form;
}

/** A button that answers the current step of a form. */
export function choice(form: string, step: string, value: string, label: string): Button {
  return { label, route: formChoice.to({ s: `${form}.${step}`, v: value }) };
}

/**
 * Opens a form at a step. When another one is half filled in, that is not thrown away: the person is asked whether to go
 * on with it or to begin this one.
 */
export async function startForm<D>(guest: Guest, form: Form<D>, step: string, data: D): Promise<Answer> {
  const start = { form: form.name, step, data: data as unknown };
  const left = await findUnfinished(guest);
  if (left) {
    const asked: Kept = { ...left.kept, wanted: start };
    await saveForm(guest.ctx, guest.chat.id, { form: left.form, step: left.step, data: asked, isOpen: false });
    return { place: 'replace', view: unfinishedView(guest, left.form, form.name) };
  }
  return beginForm(guest, bound(form), step, data);
}

/** The form they have begun to fill in and not sent, also when another one lies over it. */
async function findUnfinished(guest: Guest): Promise<{ form: string; step: string; kept: Kept } | null> {
  const row = await readForm(guest.ctx, guest.chat.id);
  const kept = row && row.step !== 'done' ? readKept(row.data) : null;
  if (row && kept?.touched) return { form: row.form, step: row.step, kept };
  const under = kept?.under ? readKept(kept.under.data) : null;
  return kept?.under && under ? { form: kept.under.form, step: kept.under.step, kept: under } : null;
}

/** Opens a form that cannot wait, at once; what was half filled in lies under it and comes back when it ends. */
export async function layForm(guest: Guest, form: Form, step: string, data: unknown): Promise<Answer> {
  const left = await findUnfinished(guest);
  const under = left ? { form: left.form, step: left.step, data: left.kept } : undefined;
  const kept: Kept = { data, touched: false, start: { form: form.name, step, data }, under };
  await saveForm(guest.ctx, guest.chat.id, { form: form.name, step, data: kept });
  return askStep(guest, form, step, data);
}

/** Ends a form; the one it was laid over waits again. True when there was one. */
export async function uncoverForm(guest: Guest, { under }: Kept): Promise<boolean> {
  if (!under) await dropForm(guest.ctx, guest.chat.id);
  else await saveForm(guest.ctx, guest.chat.id, { ...under, isOpen: false });
  return under !== undefined;
}

/** Opens a form whatever was there before. */
export async function beginForm(guest: Guest, form: Form, step: string, data: unknown): Promise<Answer> {
  const start = { form: form.name, step, data };
  await saveForm(guest.ctx, guest.chat.id, {
    form: form.name,
    step,
    data: { data, touched: false, start } satisfies Kept,
  });
  return askStep(guest, form, step, data);
}

/** The question of a step, with Back and Cancel under it. `say` stands above: why an answer was not taken. */
export async function askStep(guest: Guest, form: Form, stepName: string, data: unknown, say?: Text): Promise<Answer> {
  const step = form.steps[stepName];
  if (!step) throw new Error(`form ${form.name} has no step ${stepName}`);
  const view = await step.ask(guest, data);
  const leads = step.back?.(data) ?? null;
  const foot: Button[] = [];
  if (leads !== null) {
    foot.push({ label: guest.t('resident.form.back'), route: formBack.to({ s: `${form.name}.${stepName}` }) });
  }
  foot.push({ label: guest.t(`resident.form.${form.endsBy ?? 'cancel'}`), route: formQuit.to() });
  const text = say ? paragraphs(say, view.text) : view.text;
  return { place: 'replace', view: { ...view, text, rows: [...view.rows, foot] } };
}

/** A form's row with its form, or null when it is finished, unknown, or of an older shape. */
export function openForm(book: FormBook, row: KeptForm | null): OpenForm | null {
  if (!row || row.step === 'done') return null;
  const form = book.get(row.form);
  const kept = readKept(row.data);
  if (!form || !kept || !form.steps[row.step]) return null;
  const data = form.data.safeParse(kept.data);
  return data.success ? { form, step: row.step, kept: { ...kept, data: data.data } } : null;
}

/** Where a finished form led to, or null while it is open. */
export function whereItLed(row: KeptForm | null): string | null {
  if (row?.step !== 'done') return null;
  const data = z.object({ ledTo: z.string() }).safeParse(row.data);
  return data.success ? data.data.ledTo : null;
}

/** What a step made of an input: where the form stands now, and whether it is over. `refused`: the step took nothing of it. */
export type Given =
  | { kind: 'asked'; answer: Answer; step: string; kept: Kept; refused: boolean }
  | { kind: 'finished'; answers: Answer[]; ledTo: string };

/** Gives an input to the step it belongs to; saves nothing. */
export async function giveForm(guest: Guest, open: OpenForm, input: FormInput): Promise<Given> {
  const { form, kept } = open;
  const album = input.kind === 'files' ? input.groupKey : undefined;
  const isRest = album !== undefined && album === kept.album?.key && form.steps[kept.album.step] !== undefined;
  const taker = isRest && kept.album ? kept.album.step : open.step;
  const taken = await (form.steps[taker] as Form['steps'][string]).take(guest, kept.data, input);
  if ('finish' in taken) {
    const answers = many(await taken.finish(guest));
    const ticket = answers.find((answer) => answer.card)?.card?.subject.id;
    return { kind: 'finished', answers, ledTo: ticket ? `t/${shortId(ticket)}` : (form.ledTo ?? 'home') };
  }
  if ('act' in taken && taken.act) await taken.act(guest);
  const say = 'say' in taken ? taken.say : taken.note;
  const next = taken.next === 'stay' || isRest ? open.step : taken.next;
  // What ends by Done has sent everything already, and what can be skipped is no loss: nothing of them can be thrown away.
  const touched = form.endsBy === undefined && (kept.touched || next !== open.step || taken.data !== kept.data);
  const now: Kept = { ...kept, data: taken.data, touched, wanted: undefined };
  now.album = album === undefined ? undefined : { key: album, step: taker };
  const answer = await askStep(guest, form, next, taken.data, say);
  if (album !== undefined) answer.gather = `album:${album}`;
  const refused = taken.next === 'stay' && taken.data === kept.data;
  return { kind: 'asked', answer, step: next, kept: now, refused };
}

function unfinishedView(guest: Guest, old: string, wanted: string): View {
  const { t } = guest;
  const [left, chosen] = [t(`resident.form.names.${old}`), t(`resident.form.names.${wanted}`)];
  const same = old === wanted;
  return {
    text: same ? t('resident.form.unfinished-same', { left }) : t('resident.form.unfinished-other', { left, chosen }),
    rows: [
      [{ label: t('resident.form.go-on'), route: formGoOn.to() }],
      [
        {
          label: same ? t('resident.form.again') : t('resident.form.begin', { form: chosen }),
          route: formAgain.to(),
        },
      ],
      [{ label: t('resident.home.button'), route: 'home' }],
    ],
  };
}

function readKept(data: unknown): Kept | null {
  const result = keptShape.safeParse(data);
  return result.success ? result.data : null;
}
