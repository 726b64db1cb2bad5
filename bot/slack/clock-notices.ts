import { systemActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import type { ClaimedDelivery } from '#api/notifications/deliveries.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { type CardClock, owedClock } from '#api/tickets/sla/card-clocks.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { nearestLocale } from '#locales/translate.ts';
import { actions, broadcast, button, lines, type Message, type Part } from './blocks.ts';
import type { Desk } from './desk.ts';
import { escapeText } from './mrkdwn.ts';
import { getShownTicket } from './privacy.ts';
import { moment, placeWords, type Speech, speech } from './speech.ts';
import { titleOf } from './ticket-card.ts';

type ClockNotice = Extract<Notice, { data: { deadlineId: string } }>;

export function isClockNotice(notice: Notice): notice is ClockNotice {
  return 'deadlineId' in notice.data;
}

/** A warning or a broken promise, for who reads it; null when it was kept, or given anew, in the meantime. */
export async function clockMessage(
  { ctx }: Desk,
  house: Speech,
  { notice, locale }: Pick<ClaimedDelivery, 'locale'> & { notice: ClockNotice },
): Promise<Message | null> {
  const ticket = await getShownTicket(ctx, systemActor, notice.subject.id);
  const clock = stillOwed(ticket, notice);
  if (!clock) return null;
  const own = locale === null ? house : speech(nearestLocale(locale), house);
  return clockNotice(own, ticket, clock, notice.template);
}

/** The words and buttons of it. In a thread the ticket is at hand; elsewhere it is named. */
export function clockNotice(
  speech: Speech,
  ticket: StaffTicket,
  clock: CardClock,
  template: ClockNotice['template'],
): Message {
  const { t } = speech;
  const id = shortId(ticket.id);
  const isLate = template.endsWith('-late');
  const what = t(`slack.clock.${clock.promise}`);
  const sentence = t(`slack.clock.${isLate ? lateWords(ticket, clock) : 'is-due'}`, {
    what,
    at: moment(speech, clock.dueAt),
  });
  const named = template.startsWith('thread-') ? [] : [[namedWords(speech, ticket)] as Part[]];
  const renew = clock.promise === 'resolution' ? [button(t('slack.buttons.new-time'), 'ticket-new-time', id)] : [];
  const claim = ticket.status === 'new' ? [button(t('slack.buttons.claim'), 'ticket-claim', id)] : [];
  const buttons = [...claim, ...(isLate ? renew : [])];
  const ping = template === 'channel-late' ? [broadcast()] : [];
  return {
    text: escapeText([`№ ${ticket.number}`, sentence].join(' · ')),
    blocks: [
      ...ping,
      { ...lines([{ bold: sentence }], ...named), block_id: `about:${id}` },
      ...(buttons.length === 0 ? [] : [actions(`clock:${id}`, buttons)]),
    ],
  };
}

/** An emergency's ladder is climbed from the first minutes on: then nothing is late yet, and that nobody is there is the news. */
function lateWords({ status }: StaffTicket, { breachedAt }: CardClock): string {
  if (breachedAt) return 'was-due';
  return status === 'new' ? 'unclaimed' : 'going-on';
}

function namedWords(speech: Speech, ticket: StaffTicket): string {
  return [`№ ${ticket.number}`, titleOf(speech, ticket), placeWords(speech, ticket)].filter(Boolean).join(' · ');
}

function stillOwed(ticket: StaffTicket, { data }: ClockNotice): CardClock | null {
  const owed = ticket.clocks.filter((one) => one.promise === data.promise);
  return owedClock(owed);
}
