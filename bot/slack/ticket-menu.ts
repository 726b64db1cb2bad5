import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { StaffActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { isAllowed } from '#api/tickets/policy.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { TicketDeed } from '#api/tickets/status.ts';
import { visitAfter } from '#api/tickets/visit-status.ts';
import { actions, button, confirmation, lines, link, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { menuModal, showModal } from './modal.ts';
import type { AboutModal, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import { codeOf } from './refusals.ts';
import { placeWords, type Speech, stateWords } from './speech.ts';
import { titleOf } from './ticket-card.ts';
import { asColleague } from './who.ts';

/** A way on from the menu: its button, the deed that must be possible, and what else it needs. `sure`: Slack asks first. */
type Way = { action: string; words: string; deed: TicketDeed; needs?: 'resident' | 'visit'; sure?: string };

/** What More holds, in groups: to the resident, about the work, to somebody else. */
const ways: Way[][] = [
  [
    { action: 'ticket-reply', words: 'reply', deed: 'note', needs: 'resident' },
    { action: 'ticket-visit', words: 'visit', deed: 'propose-visit' },
    {
      action: 'ticket-cancel-visit',
      words: 'cancel-visit',
      deed: 'cancel-visit',
      needs: 'visit',
      sure: 'cancel-visit',
    },
  ],
  [
    { action: 'ticket-hold', words: 'hold', deed: 'hold' },
    { action: 'ticket-new-time', words: 'new-time', deed: 'renew' },
    { action: 'ticket-priority', words: 'priority', deed: 'prioritise' },
    { action: 'ticket-outage', words: 'outage', deed: 'prioritise' },
  ],
  [
    { action: 'ticket-assign', words: 'assign', deed: 'assign' },
    { action: 'ticket-release', words: 'release', deed: 'release', sure: 'release' },
    { action: 'ticket-duplicate', words: 'duplicate', deed: 'merge' },
    { action: 'ticket-reject', words: 'reject', deed: 'reject' },
  ],
];

/** More: everything that this colleague may do with the ticket now. */
export function ticketMenu(
  speech: Speech,
  about: AboutModal,
  ticket: StaffTicket,
  { actor, now, adminUrl }: { actor: StaffActor; now: Instant; adminUrl: string | null },
): ModalView {
  const { t } = speech;
  const id = shortId(ticket.id);
  const can = ({ deed, needs }: Way) =>
    isAllowed(actor, deed, ticket, now) &&
    (needs !== 'resident' || ticket.residentId !== null) &&
    (needs !== 'visit' || (ticket.visit !== null && visitAfter(ticket.visit.state, 'cancel') !== null));
  const groups = ways.map((group) => group.filter(can).map((way) => wayButton(t, way, id)));
  if (adminUrl) groups.push([link(t('slack.buttons.admin'), 'ticket-admin', `${adminUrl}/tickets/${id}`)]);
  const rows: KnownBlock[] = groups
    .filter((group) => group.length > 0)
    .map((group, index) => actions(`menu:${index}`, group));
  return menuModal(speech, 'ticket-menu', about, t('slack.menu.title', { number: ticket.number }), [
    lines([{ bold: titleOf(speech, ticket) }], [placeWords(speech, ticket)], [stateWords(speech, ticket)]),
    ...(rows.length > 0 ? rows : [smallPrint(t('slack.menu.nothing'))]),
  ]);
}

export async function openMenu(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    const about = { id: ticketId, channelId: tap.spot.channelId };
    const view = ticketMenu(speech, about, ticket, { actor, now: desk.ctx.now(), adminUrl: desk.adminUrl });
    await showModal(desk, tap, view);
  });
}

/** Something was done from the menu: it shows what may be done now, unless it was closed. */
export async function refreshMenu(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  try {
    await openMenu(desk, tap, ticketId);
  } catch (error) {
    if (codeOf(error) !== 'not_found') throw error;
  }
}

function wayButton(t: Speech['t'], { action, words, sure }: Way, id: string): Button {
  const yes = t(`slack.buttons.${words}`);
  if (!sure) return button(yes, action, id);
  const no = t('slack.buttons.keep');
  const confirm = confirmation({ title: t(`slack.${sure}.title`), text: t(`slack.${sure}.text`), yes, no });
  return button(yes, action, id, { confirm });
}
