import type { ModalView } from '@slack/types';
import { systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { at, instant, PlainDate } from '#api/core/time.ts';
import { proposeVisit } from '#api/tickets/propose-visit.ts';
import { proposeVisitInput } from '#api/tickets/schema.ts';
import { listVisitWindows, mustMakeSense, timeZoneAt } from '#api/tickets/visit-windows.ts';
import type { VisitWindow } from '#api/tickets/visits.ts';
import { option, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { choiceField, dayField, modal, showModal, timeField } from './modal.ts';
import type { AboutModal, FormNow, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import { type Speech, windowWords } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague, refusalWords } from './who.ts';

/** When somebody comes: one of the next parts of the day, or a window of one's own. The clock is that of the building. */
export function visitModal(speech: Speech, about: AboutModal, number: number, windows: VisitWindow[]): ModalView {
  const { t } = speech;
  const words = { title: t('slack.visit.title', { number }), submit: t('slack.visit.submit') };
  const options = windows.map((one) => option(windowWords(speech, one), windowValue(one)));
  const optional = { isOptional: true };
  return modal(speech, 'visit', about, words, [
    ...(options.length > 0 ? [choiceField('window', t('slack.visit.window'), options, optional)] : []),
    smallPrint(t('slack.visit.or')),
    dayField('day', t('slack.visit.day'), optional),
    timeField('from', t('slack.visit.from', { zone: speech.timeZone }), optional),
    timeField('until', t('slack.visit.until'), optional),
    smallPrint(t('slack.visit.hint')),
  ]);
}

export async function openVisit(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'propose-visit', ticket);
    const windows = await listVisitWindows(desk.ctx, actor, { ticketId });
    const there = { ...speech, timeZone: await timeZoneAt(desk.ctx, ticket.buildingId) };
    const about = { id: ticketId, channelId: tap.spot.channelId };
    await showModal(desk, tap, visitModal(there, about, ticket.number, windows));
  });
}

/** A window that makes no sense is said in the form. */
export async function complainAboutVisit(
  desk: Desk,
  speech: Speech,
  sent: Submission,
): Promise<Record<string, string> | null> {
  const { t } = speech;
  const { timeZone, isEmergency } = await placeOf(desk, sent);
  const window = windowOf(sent, timeZone);
  if (!window) return { [sent.day('day') === '' ? 'window' : 'from']: t('slack.visit.empty') };
  try {
    mustMakeSense(window, { now: desk.ctx.now(), timeZone, isEmergency });
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { [sent.choice('window') === '' ? 'day' : 'window']: refusalWords(speech, error) };
  }
}

export async function onVisit(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor }) => {
    const { timeZone } = await placeOf(desk, sent);
    const input = proposeVisitInput.parse({ ticketId: sent.about.id, ...windowOf(sent, timeZone) });
    return once(desk.ctx, key, (tx) => proposeVisit(tx, actor, input));
  });
}

async function placeOf({ ctx }: Desk, sent: Submission): Promise<{ timeZone: string; isEmergency: boolean }> {
  const { buildingId, urgency } = await getShownTicket(ctx, systemActor, sent.about.id);
  return { timeZone: await timeZoneAt(ctx, buildingId), isEmergency: urgency === 'emergency' };
}

/** A window of one's own goes before one of the list; null while neither is whole. */
function windowOf(form: FormNow, timeZone: string): VisitWindow | null {
  const [day, from, until] = [form.day('day'), form.time('from'), form.time('until')];
  if (day !== '') {
    if (from === '' || until === '') return null;
    const on = PlainDate.from(day);
    return { startsAt: at(on, from, timeZone), endsAt: at(on, until, timeZone) };
  }
  const [startsAt = '', endsAt = ''] = form.choice('window').split('/');
  return startsAt === '' ? null : { startsAt: instant(startsAt), endsAt: instant(endsAt) };
}

function windowValue({ startsAt, endsAt }: VisitWindow): string {
  return `${startsAt.toISOString()}/${endsAt.toISOString()}`;
}
