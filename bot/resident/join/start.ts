import { dropForm } from '#api/residents/forms.ts';
import { joinByLink } from '#api/residents/join.ts';
import { findDutyPayload } from '#api/staff/duty.ts';
import { joinDuty } from '../duty/link.ts';
import { homeAnswer } from '../home.ts';
import { openScreen } from '../screen.ts';
import type { Answer } from '../view.ts';
import { type Guest, isResident } from '../who.ts';
import { joinAnswers } from './result.ts';
import { startRoute } from './routes.ts';
import { strangerAnswer } from './stranger.ts';

/** `/start`, with an invitation's payload or without: joins, or greets with the tab bar and Home. */
export async function startJoin(guest: Guest, payload: string): Promise<Answer[]> {
  const duty = findDutyPayload(payload);
  if (duty) return joinDuty(guest, duty);
  if (payload !== '') {
    await dropForm(guest.ctx, guest.chat.id);
    const result = await joinByLink(guest.ctx, guest.chat.id, payload, { name: guest.saidName });
    return joinAnswers(guest, result);
  }
  if (!isResident(guest)) return strangerAnswer(guest);
  const name = guest.chat.resident?.givenName ?? guest.saidName;
  const hello: Answer = {
    place: 'new',
    keyboard: 'tabs',
    view: { text: guest.t('resident.join.hello-again', { name }), rows: [] },
  };
  return [hello, await homeAnswer(guest)];
}

export const startScreens = [
  openScreen(startRoute, false, async (guest) => (isResident(guest) ? homeAnswer(guest) : strangerAnswer(guest))),
];
