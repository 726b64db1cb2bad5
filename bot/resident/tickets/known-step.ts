import { settleLoose } from '#api/conversations/loose.ts';
import { AppError } from '#api/core/errors.ts';
import { longId, shortId } from '#api/core/ids.ts';
import { type KnownProblems, type KnownTicket, knownProblems } from '#api/flows/known-problems.ts';
import { joinTicket } from '#api/tickets/join-ticket.ts';
import { joinTicketInput } from '#api/tickets/schema.ts';
import { tellMore } from '../files-in-form.ts';
import { choice } from '../forms.ts';
import { joinedAnswer } from '../joined/joined-card.ts';
import { problemName } from '../joined/joined-view.ts';
import { outageLine } from '../outages/words.ts';
import { sayMoment } from '../say.ts';
import type { Step, Taken } from '../screen.ts';
import { ticketCard } from '../ticket-card.ts';
import { type Answer, type Button, bold, lines, paragraphs } from '../view.ts';
import { type Guest, isResident } from '../who.ts';
import type { Report } from './report-data.ts';
import { stateOf } from './words.ts';

/** True when the house knows of problems there already: then they are shown before anything is written. */
export async function hasKnownProblems(guest: Guest, told: Report): Promise<boolean> {
  const { tickets, outages } = await readKnown(guest, told);
  return tickets.length + outages.length > 0;
}

/**
 * Before somebody writes: what is known about the common areas, and what is off, without a word of who told it. One tap joins a request instead
 * of opening its twin; what was written already goes with it. `after` is the step for something else.
 */
export function knownStep(after: (told: Report) => string): Step<Report> {
  return {
    async ask(guest, told) {
      const { t } = guest;
      const known = await readKnown(guest, told);
      return {
        text: paragraphs(
          bold(t('resident.known.title')),
          lines(
            ...known.tickets.map((ticket, index) => `${index + 1}. ${ticketLine(guest, ticket)}`),
            ...known.outages.map((outage) => outageLine(guest, outage)),
          ),
          t('resident.known.ask'),
        ),
        rows: [
          ...known.tickets.map((ticket, index) => [joinButton(guest, ticket, index + 1)]),
          ...(known.outages.length > 0 ? [[choice('report', 'known', 'outage', t('resident.known.outage'))]] : []),
          [choice('report', 'known', 'other', t('resident.known.other'))],
        ],
      };
    },
    async take(guest, told, input): Promise<Taken<Report>> {
      if (input.kind === 'choice' && input.value === 'other') return { data: told, next: after(told) };
      if (input.kind === 'choice' && input.value === 'outage') {
        return { finish: async (inside) => outageAnswer(inside, told) };
      }
      const id = input.kind === 'choice' ? longId(input.value) : null;
      if (id) return { finish: (inside) => join(inside, told, id) };
      // Words are an answer too: it is something else, and this is what.
      const more = tellMore(guest, told, input);
      if (!more) return { data: told, next: 'stay', say: guest.t('resident.form.tap-one') };
      return {
        data: { ...told, ...more.story },
        next: 'stay',
        say: more.note ?? guest.t('resident.report.heard-early'),
      };
    },
    back: () => 'place',
  };
}

async function readKnown(guest: Guest, { unitId, place, category }: Report): Promise<KnownProblems> {
  if (!isResident(guest) || place === null) return { tickets: [], outages: [] };
  return knownProblems(guest.ctx, guest.actor, { unitId, place, categoryCode: category });
}

function ticketLine(guest: Guest, ticket: KnownTicket): string {
  const { t } = guest;
  const mine = ticket.isMine ? t('resident.known.mine') : ticket.hasJoined ? t('resident.known.joined') : null;
  const facts = [
    problemName(guest, ticket),
    t(`resident.places.${ticket.place}`),
    t('resident.joined.since', { at: sayMoment(guest, ticket.createdAt) }),
    stateOf(guest, ticket),
    mine,
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}

function joinButton(guest: Guest, { id, isMine, hasJoined }: KnownTicket, at: number): Button {
  const key = isMine || hasJoined ? 'resident.known.show' : 'resident.known.me-too';
  return choice('report', 'known', shortId(id), guest.t(key, { at }));
}

/** Joins, or shows what is theirs already; the words of a form that ends here are not lost. */
async function join(guest: Guest, told: Report, ticketId: string): Promise<Answer> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const { ctx, actor, t } = guest;
  const { unitId, text, files, looseId } = told;
  const { tickets } = await readKnown(guest, told);
  if (tickets.find((ticket) => ticket.id === ticketId)?.isMine) {
    const { view, version } = await ticketCard(guest, ticketId);
    return { place: 'replace', view, card: { subject: { type: 'ticket', id: ticketId }, version } };
  }
  const input = joinTicketInput.parse({ ticketId, unitId, text, files, externalKey: guest.onceKey });
  const { number } = await joinTicket(ctx, actor, input);
  if (looseId) await settleLoose(ctx, actor, { looseId, outcome: 'ticket', outcomeId: ticketId });
  return { ...(await joinedAnswer(guest, ticketId)), toast: t('resident.known.thanks', { number }) };
}

async function outageAnswer(guest: Guest, { looseId }: Report): Promise<Answer> {
  const { ctx, actor, t } = guest;
  if (actor && looseId) await settleLoose(ctx, actor, { looseId, outcome: 'nothing' });
  const rows = [[{ label: t('resident.home.button'), route: 'home' }]];
  return { place: 'replace', view: { text: t('resident.known.outage-then'), rows } };
}
