import type { ActionsBlock, ConfirmationDialog } from '@slack/types';
import { shortId } from '#api/core/ids.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { button, confirmation } from './blocks.ts';
import type { Speech } from './speech.ts';

type Buttons = ActionsBlock['elements'];

/** What may be pressed in this state; the rarer things lie behind More. Who may is asked again when somebody presses. */
export function ticketButtons(speech: Speech, ticket: StaffTicket): Buttons {
  const { status, pause } = ticket;
  const has = buttonsOf(speech, ticket);
  if (status === 'new') return [...has.claim, ...has.ask, ...has.more];
  if (status === 'claimed') {
    const resume = pause === 'on-hold' ? has.resume : [];
    return [...resume, ...has.start, ...has.resolve, ...has.ask, ...has.release, ...has.more];
  }
  if (status === 'in-work') {
    const rest = pause === 'on-hold' ? has.resume : has.hold;
    return [...has.resolve, ...has.ask, ...rest, ...has.more];
  }
  return status === 'resolved' || status === 'closed' ? has.more : [];
}

function buttonsOf({ t }: Speech, ticket: StaffTicket) {
  const id = shortId(ticket.id);
  const primary = { style: 'primary' as const };
  const only = (holds: boolean, ...one: Buttons) => (holds ? one : []);
  return {
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

function releaseDialog(t: Speech['t']): ConfirmationDialog {
  return confirmation({
    title: t('slack.release.title'),
    text: t('slack.release.text'),
    yes: t('slack.buttons.release'),
    no: t('slack.buttons.keep'),
  });
}
