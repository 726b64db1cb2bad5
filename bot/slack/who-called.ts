import type { InputBlock, ModalView } from '@slack/types';
import { findPlaceByWords } from '#api/residents/find-unit.ts';
import { staffActor } from '#api/staff/staff.ts';
import { type Caller, certainCaller, listCallers } from '#api/tickets/callers.ts';
import { hasWords } from '#locales/translate.ts';
import { option } from './blocks.ts';
import type { Desk } from './desk.ts';
import { choiceField, hasMeaning, wordsField } from './modal.ts';
import type { FormNow, Submission } from './payloads.ts';
import type { Speech } from './speech.ts';
import { speechOf } from './who.ts';

/** Chosen for who called and does not live there. */
const somebodyElse = 'other';

/**
 * Several people live in the flat and the number does not say who called: the same form asks, with everything that was typed. Null
 * when it need not, or was answered for this flat.
 */
export async function askWhoCalled(desk: Desk, _speech: Speech, sent: Submission): Promise<ModalView | null> {
  const { staff, speech } = await speechOf(desk, sent.spot.userId);
  const where = await findPlaceByWords(desk.ctx, sent.text('where'));
  if (!staff || !where?.unit) return null;
  const about = { unitId: where.unit.id, phone: sent.text('caller'), surface: 'slack' as const };
  const callers = await listCallers(desk.ctx, staffActor(staff), about);
  if (callers.length < 2 || certainCaller(callers)) return null;
  const chosen = sent.choice('who');
  if (chosen === somebodyElse || callers.some(({ residentId }) => residentId === chosen)) return null;
  return sent.withFields('caller', whoFields(speech, callers));
}

export function whoFields(speech: Speech, callers: Caller[]): InputBlock[] {
  const { t } = speech;
  const options = callers.map((one, index) => option(callerWords(speech, one, index + 1), one.residentId));
  return [
    choiceField('who', t('slack.new-ticket.who'), [...options, option(t('slack.new-ticket.other'), somebodyElse)]),
    wordsField('who-name', t('slack.new-ticket.who-name'), {
      hint: t('slack.new-ticket.who-name-hint'),
      isOptional: true,
      lines: 'one',
    }),
  ];
}

/** Somebody else has a name. */
export function complainAboutWho({ t }: Speech, sent: FormNow): Record<string, string> | null {
  const isNameless = sent.choice('who') === somebodyElse && !hasMeaning(sent.text('who-name'));
  return isNameless ? { 'who-name': t('slack.new-ticket.who-name-empty') } : null;
}

/** Who called, as the form says: one of the flat, somebody else, or (nothing) whoever is certain. */
export function whoCalled(sent: FormNow): { callerId?: string | null; callerName?: string } {
  const who = sent.choice('who');
  if (who === '') return {};
  return who === somebodyElse ? { callerId: null, callerName: sent.text('who-name') } : { callerId: who };
}

/** `Anna · owner · in the chat`; where names are not shown, `1 · owner`. */
function callerWords({ t, locale }: Speech, { name, role, isConnected }: Caller, number: number): string {
  const key = `slack.roles.${role}`;
  const reached = t(`slack.new-ticket.${isConnected ? 'in-chat' : 'not-in-chat'}`);
  return [name || String(number), hasWords(locale, key) ? t(key) : role, reached].join(' · ');
}
