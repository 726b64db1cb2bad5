import type { IncomingFile } from '#api/conversations/attachments.ts';
import { findDutyPayload } from '#api/staff/duty.ts';
import { findDanger } from './danger.ts';
import { joinDuty } from './duty/link.ts';
import type { Heard } from './form-desk.ts';
import { insideForm } from './in-form.ts';
import { joinTyped } from './join/code.ts';
import { startJoin } from './join/start.ts';
import { strangerAnswer } from './join/stranger.ts';
import { answerLoose } from './loose.ts';
import { routeOfCommand, routeOfTab } from './menu.ts';
import type { FormInput } from './screen.ts';
import type { Answer, Text } from './view.ts';
import { paragraphs } from './view.ts';
import { type Guest, isResident } from './who.ts';
import { findJoinCode, readCommand, readWords } from './words.ts';

/** What was typed or sent: words, files with words, a contact, or what we cannot read. */
export type Typed =
  | {
      kind: 'text' | 'files';
      text: string;
      files: IncomingFile[];
      groupKey?: string;
      isForwarded?: boolean;
      isEdited?: boolean;
    }
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'other'; what: string; sizeBytes?: number };

/** The ways out of here: a screen, a transaction, the open form. */
export type Doors = {
  open(address: string): Promise<Answer[]>;
  write(work: (inside: Guest) => Promise<Answer[]>): Promise<Answer[]>;
  toForm(inside: Guest, input: FormInput): Promise<Heard | null>;
  question(guest: Guest): Promise<Answer | null>;
  contact(inside: Guest, contact: { phone: string; own: boolean }): Promise<Answer[]>;
};

/**
 * Answers what a person types or sends, in this order: commands and tabs; a contact; what cannot be read; an edit; a stranger's code;
 * the open form; and then free words, which are kept.
 */
export async function answerWords(guest: Guest, typed: Typed, doors: Doors): Promise<Answer[]> {
  if (typed.kind === 'contact') {
    return doors.write(async (inside) => (await doors.toForm(inside, typed))?.answers ?? doors.contact(inside, typed));
  }
  if (typed.kind === 'other') return doors.write((inside) => unreadable(inside, typed.what, doors));
  if (typed.kind === 'text' && !typed.isEdited && !typed.isForwarded) {
    const led = await followCommand(typed.text, doors);
    if (led) return led;
  }
  if (typed.isEdited) return doors.write((inside) => sayInPlace(inside, inside.t('resident.bad.edited'), doors));
  const duty = typed.files.length === 0 ? findDutyPayload(typed.text) : null;
  if (duty) return doors.write((inside) => joinDuty(inside, duty));
  const code = isResident(guest) || typed.files.length > 0 ? null : findJoinCode(typed.text);
  if (code) return doors.write((inside) => joinTyped(inside, code));
  const said = readWords(typed.text);
  if (said.kind === 'no-words' && typed.files.length === 0) {
    return doors.write((inside) => unreadable(inside, 'no-words', doors));
  }
  const given = toInput(guest, typed, said.kind === 'words' ? said.text : '');
  const notes = [
    said.kind === 'words' && said.wasCut ? guest.t('resident.bad.too-long') : null,
    typed.isForwarded ? guest.t('resident.bad.forwarded') : null,
  ].filter((note) => note !== null);
  return doors.write(async (inside) => {
    const heard = await doors.toForm(inside, given);
    const answers = heard ? await insideForm(inside, given, heard) : await outsideForms(inside, given);
    return notes.length > 0
      ? answers.map((answer, at) => (at === 0 ? withNote(answer, notes.join(' ')) : answer))
      : answers;
  });
}

/** What a stranger says outside a form is not kept: they see the phones, the one of danger first. */
async function outsideForms(guest: Guest, input: Extract<FormInput, { kind: 'text' | 'files' }>): Promise<Answer[]> {
  if (isResident(guest)) return [await answerLoose(guest, input)];
  const isLikeCode = /^\D{0,12}(?:\d[\s.\-–—]{0,3}){4,20}\D{0,3}$/u.test(input.text);
  const say = isLikeCode ? guest.t('resident.join.no-code-in-words') : undefined;
  return strangerAnswer(guest, { say, danger: findDanger(input.text) });
}

async function followCommand(text: string, doors: Doors): Promise<Answer[] | null> {
  const tab = routeOfTab(text);
  if (tab) return doors.open(tab);
  const command = readCommand(text);
  if (!command) return null;
  if (command.name === 'start') return doors.write((inside) => startJoin(inside, command.rest));
  const route = routeOfCommand(command.name);
  if (route) return doors.open(route);
  return doors.write((inside) => sayInPlace(inside, inside.t('resident.bad.unknown-command'), doors));
}

/** Says why something was not taken; a form asks its question again and stands where it stood. */
function unreadable(guest: Guest, what: string, doors: Doors): Promise<Answer[]> {
  const known = ['sticker', 'location', 'video-note', 'poll', 'too-big', 'no-words'].includes(what) ? what : 'unknown';
  return sayInPlace(guest, guest.t(`resident.bad.${known}`), doors);
}

async function sayInPlace(guest: Guest, sentence: string, doors: Doors): Promise<Answer[]> {
  const question = await doors.question(guest);
  if (question) return [withNote(question, sentence)];
  if (!isResident(guest)) return strangerAnswer(guest, { say: sentence });
  return [
    { place: 'new', view: { text: sentence, rows: [[{ label: guest.t('resident.home.button'), route: 'home' }]] } },
  ];
}

function withNote(answer: Answer, note: Text): Answer {
  return answer.view ? { ...answer, view: { ...answer.view, text: paragraphs(note, answer.view.text) } } : answer;
}

/** A forwarded message counts as the person's own words, and says so to whoever reads it. */
function toInput(
  guest: Guest,
  typed: Extract<Typed, { files: IncomingFile[] }>,
  text: string,
): Extract<FormInput, { kind: 'text' | 'files' }> {
  const words = typed.isForwarded && text !== '' ? guest.t('resident.forwarded-words', { text }) : text;
  if (typed.files.length === 0) return { kind: 'text', text: words };
  return { kind: 'files', files: typed.files, text: words, ...(typed.groupKey ? { groupKey: typed.groupKey } : {}) };
}
