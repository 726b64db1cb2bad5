import { isAppError } from '#api/core/errors.ts';
import { getHouseFigures } from '#api/tickets/figures/house-figures.ts';
import { acceptTicket, cancelTicket } from '#api/tickets/finish-ticket.ts';
import { listMyTickets, type TicketRow } from '#api/tickets/my-tickets.ts';
import { type TicketKind, ticketKinds } from '#api/tickets/policy.ts';
import { returnTicket } from '#api/tickets/return-ticket.ts';
import { findMyTickets } from '#api/tickets/search/find-my-tickets.ts';
import { getMyTicket } from '#api/tickets/ticket-card.ts';
import { figuresRoute } from '../figures/figures.ts';
import { houseLine } from '../figures/words.ts';
import { joinedAnswer } from '../joined/joined-card.ts';
import { following, type Paged, paged, pageRow } from '../paging.ts';
import { asNewMessage } from '../route.ts';
import { title } from '../say.ts';
import { deed, screen } from '../screen.ts';
import { type Answer, bold, lines, paragraphs, type View } from '../view.ts';
import type { Guest, Resident } from '../who.ts';
import {
  acceptRoute,
  cancelAskRoute,
  cancelRoute,
  findRoute,
  newTicketRoute,
  reopenRoute,
  serviceRoute,
  ticketRoute,
  ticketStates,
  toCard,
} from './routes.ts';
import { ticketView } from './ticket-view.ts';
import { stateOf, titleOf } from './words.ts';

type Filter = { k?: TicketKind; s: (typeof ticketStates)[number]; q?: string };

/** The list of requests, all or those found: numbered text, a button each, filters that show their state. */
export function serviceView(guest: Guest, list: Paged<TicketRow>, filter: Filter, figures: string | null = null): View {
  const { t } = guest;
  const isEmpty = list.shown.length === 0;
  const kinds = [undefined, ...ticketKinds];
  return {
    text: paragraphs(
      bold(filter.q ? t('resident.service.found', { words: filter.q }) : t('resident.service.title')),
      isEmpty
        ? t(nothingToShow(filter))
        : lines(
            ...list.shown.map(
              ({ item, at }) => `${at}. № ${item.number} ${titleOf(guest, item, 40)} · ${stateOf(guest, item)}`,
            ),
          ),
      figures,
    ),
    rows: [
      list.shown.map(({ item, at }) => ({ label: String(at), route: ticketRoute.to({ id: item.id, l: 1 }) })),
      pageRow(list, (p) => serviceRoute.to({ ...filter, p })),
      [
        { label: t('resident.service.new'), route: newTicketRoute.to() },
        { label: t('resident.home.emergency'), route: 'sos' },
      ],
      [
        {
          label: t('resident.service.kind', { kind: t(`resident.service.kinds.${filter.k ?? 'all'}`) }),
          route: serviceRoute.to({ ...filter, k: following(kinds, filter.k) }),
        },
        {
          label: t('resident.service.state', { state: t(`resident.service.states.${filter.s}`) }),
          route: serviceRoute.to({ ...filter, s: following(ticketStates, filter.s) }),
        },
      ],
      filter.q
        ? [
            {
              label: t('resident.service.all-again', { words: title(filter.q, 30) }),
              route: serviceRoute.to({ k: filter.k }),
            },
          ]
        : [
            { label: t('resident.service.find'), route: findRoute.to({ k: filter.k }) },
            { label: t('resident.figures.button'), route: asNewMessage(figuresRoute.to()) },
          ],
    ].filter((row) => row.length > 0),
  };
}

function nothingToShow({ k, s, q }: Filter): string {
  if (q) return k || s !== 'all' ? 'resident.service.none-found-here' : 'resident.service.none-found';
  return s === 'open' && !k ? 'resident.service.empty' : 'resident.service.nothing-here';
}

/** The list as it is now: searched when there are words. */
export async function serviceAnswer(guest: Resident, { k, s, q, p }: Filter & { p: number }): Promise<Answer> {
  const filter = { unitId: guest.flat.unitId, kind: k, state: s };
  const items = q
    ? await findMyTickets(guest.ctx, guest.actor, { ...filter, words: q })
    : (await listMyTickets(guest.ctx, guest.actor, { ...filter, limit: 100 })).items;
  const figures = q || p > 1 ? null : await figuresLine(guest);
  return { place: 'replace', view: serviceView(guest, paged(items, p), { k, s, q }, figures) };
}

async function figuresLine(guest: Resident): Promise<string | null> {
  return houseLine(guest, await getHouseFigures(guest.ctx, guest.actor, { unitId: guest.flat.unitId }));
}

async function ticketAnswer(guest: Resident, id: string, l: '1' | undefined): Promise<Answer> {
  try {
    const ticket = await getMyTicket(guest.ctx, guest.actor, id);
    return { place: 'replace', view: ticketView(guest, ticket, l === '1') };
  } catch (error) {
    // Not of their flat, but perhaps one that they joined.
    if (isAppError(error, 'ticket.not-found')) return joinedAnswer(guest, id);
    throw error;
  }
}

export const serviceScreens = [
  screen(serviceRoute, serviceAnswer),
  screen(ticketRoute, (guest, { id, l }) => ticketAnswer(guest, id, l)),
  screen(cancelAskRoute, async (guest, { id, l }) => {
    const { t } = guest;
    const ticket = await getMyTicket(guest.ctx, guest.actor, id);
    return {
      place: 'replace',
      view: {
        text: t('resident.ticket.cancel-sure', { number: ticket.number, title: titleOf(guest, ticket) }),
        rows: [
          [{ label: t('resident.ticket.cancel-no'), route: ticketRoute.to({ id, l }) }],
          [{ label: t('resident.ticket.cancel-yes'), route: cancelRoute.to({ id, l }) }],
        ],
      },
    };
  }),
  deed(
    cancelRoute,
    async (guest, { id, l }) => {
      const { number } = await cancelTicket(guest.ctx, guest.actor, { ticketId: id });
      return { ...(await ticketAnswer(guest, id, l)), toast: guest.t('resident.ticket.cancelled', { number }) };
    },
    toCard,
  ),
  deed(
    acceptRoute,
    async (guest, { id, l }) => {
      await acceptTicket(guest.ctx, guest.actor, { ticketId: id });
      return { ...(await ticketAnswer(guest, id, l)), toast: guest.t('resident.ticket.accepted') };
    },
    toCard,
  ),
  deed(
    reopenRoute,
    async (guest, { id, l }) => {
      const { number } = await returnTicket(guest.ctx, guest.actor, { ticketId: id, text: '', files: [] });
      return { ...(await ticketAnswer(guest, id, l)), toast: guest.t('resident.ticket.reopened', { number }) };
    },
    toCard,
  ),
];
