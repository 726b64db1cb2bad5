import type { ModalView } from '@slack/types';
import { type Ctx, once } from '#api/core/ctx.ts';
import { at, type Instant, PlainDate, plus } from '#api/core/time.ts';
import { holdTicket } from '#api/tickets/hold-ticket.ts';
import { holdTicketInput } from '#api/tickets/schema.ts';
import type { Desk } from './desk.ts';
import { dayField, hasMeaning, modal, showModal, timeField, wordsField } from './modal.ts';
import type { AboutModal, FormNow, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** When a day was named without a time, the work goes on with the day. */
const morning = '09:00';
const longestHold = 'P366D';

/** Put off: why, and until when. Day and time are the company's, whatever the colleague's own clock says. */
export function holdModal(speech: Speech, about: AboutModal, number: number): ModalView {
  const { t } = speech;
  const words = { title: t('slack.hold.title', { number }), submit: t('slack.hold.submit') };
  return modal(speech, 'hold', about, words, [
    wordsField('reason', t('slack.hold.reason'), { hint: t('slack.hold.reason-hint') }),
    dayField('day', t('slack.hold.day'), { hint: t('slack.hold.day-hint'), isOptional: true }),
    timeField('time', t('slack.hold.time', { zone: speech.timeZone }), { initial: morning, isOptional: true }),
  ]);
}

export async function openHold(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'hold', ticket);
    await showModal(desk, tap, holdModal(speech, { id: ticketId, channelId: tap.spot.channelId }, ticket.number));
  });
}

export function complainAboutHold(ctx: Ctx, speech: Speech, sent: Submission): Record<string, string> | null {
  const { t } = speech;
  if (!hasMeaning(sent.text('reason'))) return { reason: t('slack.hold.empty') };
  const until = untilOf(speech, sent);
  if (until && until <= ctx.now()) return { day: t('slack.hold.in-past') };
  if (until && until > plus(ctx.now(), longestHold)) return { day: t('slack.hold.too-far') };
  return null;
}

export async function onHold(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor, speech }) => {
    const input = { ticketId: sent.about.id, reason: sent.text('reason'), until: untilOf(speech, sent) };
    return once(desk.ctx, key, (tx) => holdTicket(tx, actor, holdTicketInput.parse(input)));
  });
}

function untilOf({ timeZone }: Speech, form: FormNow): Instant | null {
  const day = form.day('day');
  return day === '' ? null : at(PlainDate.from(day), form.time('time') || morning, timeZone);
}
