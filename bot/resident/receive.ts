import type { IncomingFile } from '#api/conversations/attachments.ts';
import { type Ctx, once, type TxCtx } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { leaveForm, lockChat, readForm } from '#api/residents/forms.ts';
import { oweAnswers, retakeAnswers } from '#api/residents/owed-answers.ts';
import { findRoute } from '#api/residents/route-tokens.ts';
import { bookOfForms, bookOfScreens } from './book.ts';
import { findDanger } from './danger.ts';
import { dutyAnswer, isDutyRoute } from './duty/duty.ts';
import { answerForm, isFormRoute, presentQuestion, tapForm } from './form-desk.ts';
import { formGoOn, whereItLed } from './forms.ts';
import { type Caller, greet } from './guest.ts';
import { receiveContact } from './join/phone.ts';
import { strangerAnswer } from './join/stranger.ts';
import { isForNewMessage, routeName } from './route.ts';
import { sayRefusal } from './say.ts';
import type { FormInput } from './screen.ts';
import { answerWords, type Typed } from './typed.ts';
import { type Answer, paragraphs } from './view.ts';
import { type Guest, isResident } from './who.ts';

/** What a messenger brings: a tap, words, files, a contact, or something we cannot read. */
export type Incoming = Caller &
  (
    | { kind: 'tap'; route: string; messageRef: string }
    | { kind: 'text'; text: string; isForwarded?: boolean; isEdited?: boolean }
    | {
        kind: 'files';
        files: IncomingFile[];
        text: string;
        groupKey?: string;
        isForwarded?: boolean;
        isEdited?: boolean;
      }
    | { kind: 'contact'; phone: string; own: boolean }
    | {
        kind: 'other';
        what: 'sticker' | 'location' | 'video-note' | 'poll' | 'too-big' | 'unknown' | 'contact-of-other';
        sizeBytes?: number;
      }
  );

/**
 * Answers one update of a resident or a stranger: never with silence, and never twice with the same deed. What writes runs in one
 * transaction with the update's key, with what it is answered with, and with the chat locked; what only shows needs none of
 * these. An update that comes again gets the answer it had, or none when that was shown. Refusals become sentences; what is
 * unexpected is thrown, with nothing kept.
 */
export async function receive(ctx: Ctx, incoming: Incoming): Promise<Answer[]> {
  return (await attend(ctx, incoming)).answers;
}

/** As `receive`, and who it was: as they were before the update. */
export async function attend(ctx: Ctx, incoming: Incoming): Promise<{ guest: Guest; answers: Answer[] }> {
  const guest = await greet(ctx, incoming);
  return { guest, answers: await answersTo(guest, incoming) };
}

async function answersTo(guest: Guest, incoming: Incoming): Promise<Answer[]> {
  try {
    if (guest.chat.staffId !== null) return await onDuty(guest, incoming);
    const answers = incoming.kind === 'tap' ? await tapped(guest, incoming.route) : await sent(guest, incoming);
    return withTabs(guest, incoming, answers);
  } catch (error) {
    if (!isAppError(error)) throw error;
    guest.ctx.log.info({ chatId: guest.chat.id, code: error.code }, 'refused');
    const sentence = sayRefusal(guest, error);
    if (incoming.kind === 'tap') return refusedTap(guest, incoming.route, toastOf(sentence));
    const question = await presentQuestion(guest, bookOfForms);
    if (!question?.view) return [{ place: 'new', view: { text: sentence, rows: [homeRow(guest)] } }];
    return [{ ...question, place: 'new', view: { ...question.view, text: paragraphs(sentence, question.view.text) } }];
  }
}

/** A colleague's chat is called out to emergencies and knows nothing else: neither residents' screens nor forms. */
async function onDuty(guest: Guest, incoming: Incoming): Promise<Answer[]> {
  if (incoming.kind === 'tap' && isDutyRoute(incoming.route)) return tapped(guest, incoming.route);
  const answers = await dutyAnswer(guest);
  if (incoming.kind === 'tap') return answers;
  return answers.map((answer) => ({ ...answer, place: 'new' }));
}

/** Opens what a route shows: for a tap, a tab or a command. */
async function open(guest: Guest, address: string): Promise<Answer[] | null> {
  const found = bookOfScreens.get(routeName(address));
  if (!found) return null;
  if (!found.forAnybody && !isResident(guest)) return strangerAnswer(guest);
  if (!found.isDeed) {
    const answers = await found.answer(guest, address);
    if (!answers) return null;
    const wasInForm = guest.hasOpenForm && (await leaveForm(guest.ctx, guest.chat.id));
    return wasInForm ? answers.map((answer) => withWayBack(guest, answer)) : answers;
  }
  return write(guest, (inside) => found.answer(inside, address));
}

async function tapped(guest: Guest, given: string): Promise<Answer[]> {
  const address = given.startsWith('~') ? await findRoute(guest.ctx, guest.chat.id, given.slice(1)) : given;
  if (address === null) return outOfDate(guest);
  if (isFormRoute(address)) {
    return (await write(guest, (inside) => tapForm(inside, bookOfForms, address))) ?? outOfDate(guest);
  }
  const answers = await open(guest, address);
  if (!answers) return outOfDate(guest);
  return isForNewMessage(address) ? answers.map((answer) => ({ ...answer, place: 'new' })) : answers;
}

async function sent(guest: Guest, incoming: Exclude<Incoming, { kind: 'tap' }>): Promise<Answer[]> {
  const typed = toTyped(incoming);
  const answers = await answerWords(guest, typed, {
    open: async (address) => (await open(guest, address)) ?? [],
    write: async (work) => (await write(guest, work)) ?? [],
    toForm: (inside, input: FormInput) => answerForm(inside, bookOfForms, input),
    question: (inside) => presentQuestion(inside, bookOfForms),
    contact: receiveContact,
  });
  return answers.map((answer) => ({ ...answer, place: 'new' }));
}

function toTyped(incoming: Exclude<Incoming, { kind: 'tap' }>): Typed {
  if (incoming.kind === 'text') return { ...incoming, files: [] };
  if (incoming.kind === 'other' && incoming.what === 'contact-of-other')
    return { kind: 'contact', phone: '', own: false };
  return incoming;
}

/**
 * Runs `work` once for this update, in a transaction with the chat locked, and keeps what it answers until that has been shown.
 * For an update that comes again: what is not shown yet.
 */
async function write(guest: Guest, work: (inside: Guest) => Promise<Answer[] | null>): Promise<Answer[] | null> {
  const outcome = await once(guest.ctx, guest.onceKey, async (tx: TxCtx) => {
    await lockChat(tx, guest.chat.id);
    const answers = await work({ ...guest, ctx: tx });
    return answers && owe(tx, guest, answers);
  });
  if (outcome.done) return outcome.result;
  return ((await retakeAnswers(guest.ctx, guest.onceKey))?.answers ?? []) as Answer[];
}

async function owe(tx: TxCtx, guest: Guest, answers: Answer[]): Promise<Answer[]> {
  const last = answers.at(-1);
  if (!last) return answers;
  const kept = [...answers.slice(0, -1), { ...last, owed: guest.onceKey }];
  const owed = { updateKey: guest.onceKey, chatId: guest.chat.id, gather: last.gather ?? null };
  await oweAnswers(tx, { ...owed, answers: kept });
  return kept;
}

/** A button of a message that tells the past: its place now tells the present, if who tapped may still see it. */
async function refusedTap(guest: Guest, address: string, toast: string): Promise<Answer[]> {
  const said: Answer = { place: 'replace', toast, alert: true };
  const present = bookOfScreens.get(routeName(address))?.instead(address);
  if (!present) return [said];
  try {
    const [first, ...rest] = (await open(guest, present)) ?? [];
    return first ? [{ ...first, toast, alert: true }, ...rest] : [said];
  } catch (error) {
    if (isAppError(error)) return [said];
    throw error;
  }
}

/** A button that leads nowhere any more: said kindly, with the present screen. */
async function outOfDate(guest: Guest): Promise<Answer[]> {
  const toast = guest.t('resident.out-of-date');
  const row = await readForm(guest.ctx, guest.chat.id);
  const question = row?.isOpen ? await presentQuestion(guest, bookOfForms) : null;
  const led = question ? null : whereItLed(row);
  const answers = question ? [question] : led ? await open(guest, led) : null;
  const [first, ...rest] = answers ?? (await home(guest));
  return first ? [{ ...first, toast }, ...rest] : [];
}

async function home(guest: Guest): Promise<Answer[]> {
  return (await open(guest, 'home')) ?? strangerAnswer(guest);
}

/** A tab wins over a form; the way back to the form stands under what the tab shows. */
function withWayBack(guest: Guest, answer: Answer): Answer {
  if (!answer.view || answer.keyboard) return answer;
  const back = { label: guest.t('resident.form.way-back'), route: formGoOn.to() };
  return { ...answer, view: { ...answer.view, rows: [...answer.view.rows, [back]] } };
}

/** A resident who has no tab bar yet gets it with the first thing they write; never before a number to call, or twice an album. */
function withTabs(guest: Guest, incoming: Incoming, answers: Answer[]): Answer[] {
  if (answers.length === 0) return answers;
  const has = guest.chat.keyboardShown !== null || answers.some((answer) => answer.keyboard || answer.gather);
  if (has || incoming.kind === 'tap' || !isResident(guest)) return answers;
  if ('text' in incoming && findDanger(incoming.text)) return answers;
  const tabs: Answer = { place: 'new', keyboard: 'tabs', view: { text: guest.t('resident.tabs-are-here'), rows: [] } };
  return [tabs, ...answers];
}

/** A toast holds 200 characters (Bot API, answerCallbackQuery). */
function toastOf(sentence: string): string {
  return [...sentence].length > 200 ? `${[...sentence].slice(0, 199).join('')}…` : sentence;
}

function homeRow(guest: Guest) {
  return [{ label: guest.t('resident.home.button'), route: 'home' }];
}
