import { isAppError } from '#api/core/errors.ts';
import { getFollowedTicket } from '#api/tickets/followed-ticket.ts';
import { acceptJoined, leaveTicket } from '#api/tickets/join-ticket.ts';
import { deed, screen } from '../screen.ts';
import type { Answer } from '../view.ts';
import type { Resident } from '../who.ts';
import { joinedAnswer } from './joined-card.ts';
import { problemName } from './joined-view.ts';
import { startReturn } from './return-form.ts';
import { acceptJoinedRoute, joinedRoute, leaveAskRoute, leaveRoute, returnJoinedRoute } from './routes.ts';

async function left(guest: Resident, id: string): Promise<Answer> {
  try {
    await leaveTicket(guest.ctx, guest.actor, { ticketId: id });
  } catch (error) {
    // Pressed twice: they have left.
    if (!isAppError(error, 'ticket.not-found')) throw error;
  }
  const rows = [[{ label: guest.t('resident.home.button'), route: 'home' }]];
  return { place: 'replace', view: { text: guest.t('resident.joined.left'), rows } };
}

export const joinedScreens = [
  screen(joinedRoute, (guest, { id }) => joinedAnswer(guest, id)),
  screen(leaveAskRoute, async (guest, { id }) => {
    const { t } = guest;
    const ticket = await getFollowedTicket(guest.ctx, guest.actor, id);
    return {
      place: 'replace',
      view: {
        text: t('resident.joined.leave-sure', { name: problemName(guest, ticket), number: ticket.number }),
        rows: [
          [{ label: t('resident.joined.leave-no'), route: joinedRoute.to({ id }) }],
          [{ label: t('resident.joined.leave-yes'), route: leaveRoute.to({ id }) }],
        ],
      },
    };
  }),
  deed(leaveRoute, (guest, { id }) => left(guest, id)),
  deed(
    acceptJoinedRoute,
    async (guest, { id }) => {
      await acceptJoined(guest.ctx, guest.actor, { ticketId: id });
      return { ...(await joinedAnswer(guest, id)), toast: guest.t('resident.joined.thanks') };
    },
    ({ id }) => joinedRoute.to({ id }),
  ),
  deed(returnJoinedRoute, async (guest, { id }) => {
    const ticket = await getFollowedTicket(guest.ctx, guest.actor, id);
    if (ticket.canReturn) return startReturn(guest, ticket);
    return { place: 'new', view: { text: guest.t('resident.say.no-return', { number: ticket.number }), rows: [] } };
  }),
];
