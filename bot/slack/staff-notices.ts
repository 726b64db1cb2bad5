import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Notice } from '#api/notifications/templates.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { timeZoneAt } from '#api/tickets/visit-windows.ts';
import { readVisit, type Visit } from '#api/tickets/visits.ts';
import { getShownTicket } from './privacy.ts';
import { placeWords, type Speech, windowWords } from './speech.ts';
import { titleOf } from './ticket-card.ts';

type StaffNotice = Extract<
  Notice,
  { template: 'thread-visit' | 'staff-visit' | 'staff-assigned' | 'staff-unassigned' }
>;

/** What a colleague is told about a ticket or a visit in one sentence, or null when things have moved on. */
export async function staffSentence(ctx: Ctx, speech: Speech, notice: StaffNotice): Promise<string | null> {
  const ticket = await getShownTicket(ctx, systemActor, notice.subject.id);
  const about = aboutWords(speech, ticket);
  if (notice.template === 'staff-assigned') return speech.t('slack.staff.assigned', about);
  if (notice.template === 'staff-unassigned') {
    const who = ticket.assignee?.name ?? null;
    return who === null ? null : speech.t('slack.staff.unassigned', { ...about, who });
  }
  const visit = await readVisit(ctx, notice.data.visitId);
  if (!visit) return null;
  const there = { ...speech, timeZone: await timeZoneAt(ctx, ticket.buildingId) };
  const when = windowWords(there, visit);
  if (notice.template === 'thread-visit') return speech.t(`slack.thread.visit-${notice.data.what}`, { when });
  const { what } = notice.data;
  if (what === 'off') return speech.t('slack.staff.visit-off', { ...about, when });
  return isPlanned(visit) ? speech.t(`slack.staff.visit-${what}`, { ...about, when, code: visit.code }) : null;
}

function isPlanned({ state }: Visit): boolean {
  return state === 'proposed' || state === 'accepted' || state === 'changed';
}

function aboutWords(speech: Speech, ticket: StaffTicket): { number: number; title: string; place: string } {
  return { number: ticket.number, title: titleOf(speech, ticket), place: placeWords(speech, ticket) || '—' };
}
