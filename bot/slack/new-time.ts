import type { ModalView } from '@slack/types';
import { type Ctx, once } from '#api/core/ctx.ts';
import { at, dayOf, type Instant, PlainDate, plus } from '#api/core/time.ts';
import { owedOf } from '#api/tickets/sla/card-clocks.ts';
import { farthestPromiseDays, renewPromise, renewPromiseInput } from '#api/tickets/sla/renew-promise.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { Desk } from './desk.ts';
import { dayField, hasMeaning, modal, showModal, timeField, wordsField } from './modal.ts';
import type { AboutModal, FormNow, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import { moment, type Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** Offered to begin with: most of what is late is done by the evening. */
const evening = '18:00';

/** Another promise: until when, and why; the resident reads both. Day and time are the company's. */
export function newTimeModal(speech: Speech, about: AboutModal, ticket: StaffTicket, now: Instant): ModalView {
  const { t, timeZone } = speech;
  const words = { title: t('slack.new-time.title', { number: ticket.number }), submit: t('slack.new-time.submit') };
  const promised = owedOf(ticket.clocks, 'resolution');
  const today = dayOf(now, timeZone);
  const first = at(today, evening, timeZone) > now ? today : today.add({ days: 1 });
  const before = promised ? { hint: t('slack.new-time.before', { at: moment(speech, promised.dueAt) }) } : {};
  return modal(speech, 'new-time', about, words, [
    dayField('day', t('slack.new-time.day'), { initial: first.toString(), ...before }),
    timeField('time', t('slack.new-time.time', { zone: timeZone }), { initial: evening }),
    wordsField('reason', t('slack.new-time.reason'), { hint: t('slack.new-time.hint') }),
  ]);
}

export async function openNewTime(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'renew', ticket);
    const about = { id: ticketId, channelId: tap.spot.channelId };
    await showModal(desk, tap, newTimeModal(speech, about, ticket, desk.ctx.now()));
  });
}

export function complainAboutNewTime(ctx: Ctx, speech: Speech, sent: Submission): Record<string, string> | null {
  const { t } = speech;
  const dueAt = momentOf(speech, sent);
  if (!dueAt || dueAt <= ctx.now()) return { day: t('slack.new-time.in-past') };
  if (dueAt > plus(ctx.now(), `P${farthestPromiseDays}D`)) {
    return { day: t('slack.new-time.too-far', { count: farthestPromiseDays }) };
  }
  return hasMeaning(sent.text('reason')) ? null : { reason: t('slack.new-time.empty') };
}

export async function onNewTime(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor, speech }) => {
    const input = { ticketId: sent.about.id, dueAt: momentOf(speech, sent), reason: sent.text('reason') };
    return once(desk.ctx, key, (tx) => renewPromise(tx, actor, renewPromiseInput.parse(input)));
  });
}

function momentOf({ timeZone }: Speech, form: FormNow): Instant | null {
  const day = form.day('day');
  return day === '' ? null : at(PlainDate.from(day), form.time('time') || evening, timeZone);
}
