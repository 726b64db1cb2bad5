import type { KnownBlock, ModalView } from '@slack/types';
import type { StaffActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { isAllowed } from '#api/tickets/policy.ts';
import { getStaffTicket, type StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { TicketDeed } from '#api/tickets/status.ts';
import { actions, button, lines, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { menuModal, showModal } from './modal.ts';
import type { AboutModal, Tap } from './payloads.ts';
import { placeWords, type Speech, stateWords } from './speech.ts';
import { titleOf } from './ticket-card.ts';
import { asColleague } from './who.ts';

/** A way on from the menu: its button, the deed that must be possible, and what else it needs. */
type Way = { action: string; words: string; deed?: TicketDeed; needs?: 'resident' };

/** What More holds, in groups: to the resident, about the work, to somebody else. */
const ways: Way[][] = [
  [{ action: 'ticket-reply', words: 'reply', deed: 'note', needs: 'resident' }],
  [
    { action: 'ticket-hold', words: 'hold', deed: 'hold' },
    { action: 'ticket-new-time', words: 'new-time', deed: 'renew' },
    { action: 'ticket-release-ask', words: 'release', deed: 'release' },
  ],
  [{ action: 'ticket-reject', words: 'reject', deed: 'reject' }],
];

/** More: everything that this colleague may do with the ticket now. */
export function ticketMenu(
  speech: Speech,
  about: AboutModal,
  ticket: StaffTicket,
  { actor, now }: { actor: StaffActor; now: Instant },
): ModalView {
  const { t } = speech;
  const id = shortId(ticket.id);
  const can = ({ deed, needs }: Way) =>
    (deed === undefined || isAllowed(actor, deed, ticket, now)) && (!needs || ticket.residentId !== null);
  const rows: KnownBlock[] = ways
    .map((group) => group.filter(can))
    .filter((group) => group.length > 0)
    .map((group, index) =>
      actions(
        `menu:${index}`,
        group.map(({ action, words }) => button(t(`slack.buttons.${words}`), action, id)),
      ),
    );
  return menuModal(speech, 'ticket-menu', about, t('slack.menu.title', { number: ticket.number }), [
    lines([{ bold: titleOf(speech, ticket) }], [placeWords(speech, ticket)], [stateWords(speech, ticket)]),
    ...(rows.length > 0 ? rows : [smallPrint(t('slack.menu.nothing'))]),
  ]);
}

export async function openMenu(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getStaffTicket(desk.ctx, actor, ticketId);
    const about = { id: ticketId, channelId: tap.spot.channelId };
    await showModal(desk, tap, ticketMenu(speech, about, ticket, { actor, now: desk.ctx.now() }));
  });
}
