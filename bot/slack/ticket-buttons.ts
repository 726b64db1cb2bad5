import type { ActionsBlock, ConfirmationDialog } from '@slack/types';
import { shortId } from '#api/core/ids.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { statesAhead } from '#api/tickets/visit-status.ts';
import { button, confirmation } from './blocks.ts';
import type { Speech } from './speech.ts';

type Buttons = ActionsBlock['elements'];

const primary = { style: 'primary' as const };
const only = (holds: boolean, ...one: Buttons) => (holds ? one : []);

/** What may be pressed in this state; the rarer things lie behind More. Who may is asked again when somebody presses. */
export function ticketButtons(speech: Speech, ticket: StaffTicket): Buttons {
  const { status, pause } = ticket;
  const has = buttonsOf(speech, ticket);
  const goOn = pause === 'none' ? [] : has.resume;
  if (status === 'new') return [...has.claim, ...goOn, ...has.ask, ...has.more];
  if (status === 'claimed') {
    const first = [...has.localise, ...goOn, ...has.visit];
    return [...first, ...has.start, ...has.resolve, ...has.ask, ...has.contact, ...has.release, ...has.more];
  }
  if (status === 'in-work') {
    const rest = pause === 'none' ? has.hold : goOn;
    return [...has.localise, ...has.visit, ...has.resolve, ...has.ask, ...rest, ...has.contact, ...has.more];
  }
  return status === 'resolved' || status === 'closed' ? has.more : [];
}

function buttonsOf(speech: Speech, ticket: StaffTicket) {
  const { t } = speech;
  const id = shortId(ticket.id);
  const isToLocalise = ticket.urgency === 'emergency' && ticket.localisedAt === null;
  return {
    visit: visitButtons(speech, ticket),
    localise: only(isToLocalise, button(t('slack.buttons.localise'), 'ticket-localise', id, primary)),
    contact: only(
      ticket.unitId !== null || ticket.residentId !== null,
      button(t('slack.buttons.contact'), 'ticket-contact', id),
    ),
    claim: [button(t('slack.buttons.claim'), 'ticket-claim', id, primary)],
    start: [button(t('slack.buttons.start'), 'ticket-start', id, primary)],
    resolve: [button(t('slack.buttons.resolve'), 'ticket-resolve', id, ticket.status === 'in-work' ? primary : {})],
    ask: only(ticket.residentId !== null, button(t('slack.buttons.need-info'), 'ticket-need-info', id)),
    hold: [button(t('slack.buttons.hold'), 'ticket-hold', id)],
    resume: [button(t('slack.buttons.resume'), 'ticket-resume', id)],
    release: [button(t('slack.buttons.release'), 'ticket-release', id, { confirm: releaseDialog(t) })],
    more: [button(t('slack.buttons.more'), 'ticket-more', id)],
  };
}

/** Where they are on the way to the door: what was pressed last is not offered again. */
function visitButtons({ t }: Speech, { id: ticketId, kind, status, visit }: StaffTicket): Buttons {
  const id = shortId(ticketId);
  const nobodyOpened = button(t('slack.buttons.miss'), 'ticket-miss', id);
  if (visit?.state === 'on-the-way') {
    return [button(t('slack.buttons.arrive'), 'ticket-arrive', id, primary), nobodyOpened];
  }
  if (visit?.state === 'at-the-door') return [nobodyOpened];
  const isPlanned = visit !== null && statesAhead.includes(visit.state);
  const goes = kind === 'technical' && (status === 'claimed' || isPlanned);
  return only(goes, button(t('slack.buttons.set-off'), 'ticket-set-off', id));
}

function releaseDialog(t: Speech['t']): ConfirmationDialog {
  return confirmation({
    title: t('slack.release.title'),
    text: t('slack.release.text'),
    yes: t('slack.buttons.release'),
    no: t('slack.buttons.keep'),
  });
}
