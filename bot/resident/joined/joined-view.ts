import type { FollowedTicket, SharedProblem } from '#api/tickets/followed-ticket.ts';
import { asNewMessage } from '../route.ts';
import { sayMoment } from '../say.ts';
import { stateOf } from '../tickets/words.ts';
import { type Button, bold, lines, paragraphs, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { acceptJoinedRoute, leaveAskRoute, returnJoinedRoute } from './routes.ts';

/** What a shared problem is called: its category. */
export function problemName(
  { t, locale }: Pick<Guest, 't' | 'locale'>,
  ticket: Pick<SharedProblem, 'category' | 'kind'>,
) {
  return ticket.category?.names[locale] ?? t(`resident.kinds.${ticket.kind}`);
}

/** The card of a shared problem for who joined it: what, where, since when, how it stands, and what they may say about it. */
export function joinedView(guest: Guest, ticket: FollowedTicket): View {
  const { t } = guest;
  return {
    text: paragraphs(
      lines(
        bold(`№ ${ticket.number} · ${problemName(guest, ticket)}`),
        [t(`resident.places.${ticket.place}`), ticket.address].filter(Boolean).join(' · '),
        t('resident.joined.since', { at: sayMoment(guest, ticket.createdAt) }),
        [t('resident.ticket.state'), ' ', bold(stateOf(guest, ticket))],
      ),
      whatNext(guest, ticket),
    ),
    rows: joinedButtons(guest, ticket),
  };
}

/** Accept and return while there is something to judge; leave while there is something to leave. */
export function joinedButtons({ t }: Pick<Guest, 't'>, ticket: FollowedTicket): Button[][] {
  const { id } = ticket;
  return [
    ...(ticket.canJudge ? [[{ label: t('resident.joined.accept'), route: acceptJoinedRoute.to({ id }) }]] : []),
    ...(ticket.canReturn
      ? [[{ label: t('resident.joined.return'), route: asNewMessage(returnJoinedRoute.to({ id })) }]]
      : []),
    ...(ticket.canLeave && !ticket.canJudge
      ? [[{ label: t('resident.joined.leave'), route: leaveAskRoute.to({ id }) }]]
      : []),
  ];
}

function whatNext({ t }: Guest, { status, verdict }: FollowedTicket): string {
  if (status === 'resolved' && verdict === 'accepted') return t('resident.joined.accepted');
  if (status === 'resolved') return t('resident.joined.check');
  const isOver = status === 'closed' || status === 'rejected' || status === 'cancelled';
  return t(isOver ? 'resident.joined.over' : 'resident.joined.will-tell');
}
