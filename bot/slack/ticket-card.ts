import type { KnownBlock } from '@slack/types';
import { shortId } from '#api/core/ids.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { TicketFile } from '#api/tickets/ticket-card.ts';
import { actions, header, lines, type Message, type Part, picture, quotation, smallPrint } from './blocks.ts';
import { clockWords } from './clock-words.ts';
import { cut, escapeText } from './mrkdwn.ts';
import type { ShownTicket } from './privacy.ts';
import { moment, placeWords, type Speech, stateWords, windowWords, workerWords } from './speech.ts';
import { ticketButtons } from './ticket-buttons.ts';

/** A photo of the problem that lies in Slack already. */
export type ShownPhoto = { attachmentId: string; fileId: string };

/** How many photos a card shows; the others are in its thread. */
export const photosOnCard = 4;

/** The photos of the problem that belong on the card: those we hold a copy of. */
export function cardPhotos(ticket: Pick<StaffTicket, 'attachments'>): TicketFile[] {
  return ticket.attachments
    .filter((file) => file.purpose === 'problem' && file.kind === 'photo' && file.state !== 'refused')
    .slice(0, photosOnCard);
}

/** The one card of a ticket, as it is now: no name and no phone, the flat stands for who lives there. */
export function ticketCard(speech: Speech, ticket: ShownTicket, photos: ShownPhoto[] = []): Message {
  const title = titleOf(speech, ticket);
  const place = placeWords(speech, ticket);
  const state = stateWords(speech, ticket);
  const buttons = ticketButtons(speech, ticket);
  const blocks: KnownBlock[] = [
    header(`№ ${ticket.number} · ${title}`),
    lines([{ bold: kindWords(speech, ticket) }, place ? ` · ${place}` : '']),
    ...(ticket.isHidden ? [smallPrint(speech.t('slack.card.hidden'))] : []),
    ...(ticket.text === '' ? [] : [quotation(ticket.text)]),
    ...photos.map((photo, index) =>
      picture(photo.fileId, speech.t('slack.card.photo', { number: index + 1 }), photoBlockId(photo)),
    ),
    ...(filesWords(speech, ticket) === '' ? [] : [smallPrint(filesWords(speech, ticket))]),
    lines(...stateLines(speech, ticket, state)),
    ...(ticket.report && isDone(ticket) ? [quotation(ticket.report)] : []),
    ...(ticket.question ? [quotation(ticket.question)] : []),
    ...(buttons.length === 0 ? [] : [actions(`ticket:${shortId(ticket.id)}`, buttons)]),
  ];
  return { text: escapeText([`№ ${ticket.number}`, title, place, state].filter(Boolean).join(' · ')), blocks };
}

/** The card's own memory of which file is which photo: it survives a restart of ours. */
export function photoBlockId(photo: ShownPhoto): string {
  return `photo:${shortId(photo.attachmentId)}:${photo.fileId}`;
}

/** A ticket's own first words; without any, its category or kind. */
export function titleOf(speech: Speech, ticket: Pick<StaffTicket, 'text' | 'kind' | 'category'>): string {
  const first = ticket.text.split('\n')[0]?.replace(/\s+/g, ' ').trim() ?? '';
  return cut(first, 70) || (ticket.category?.names[speech.locale] ?? speech.t(`slack.kinds.${ticket.kind}`));
}

function kindWords({ t, locale }: Speech, ticket: StaffTicket): string {
  const kind = [t(`slack.kinds.${ticket.kind}`), ticket.category?.names[locale]].filter(Boolean).join(' / ');
  const where = ticket.place === 'flat' ? null : t(`slack.places.${ticket.place}`);
  const urgency = ticket.urgency === 'normal' ? null : t(`slack.urgency.${ticket.urgency}`);
  return [urgency, kind, where].filter(Boolean).join(' · ');
}

function filesWords({ t }: Speech, ticket: StaffTicket): string {
  const problem = ticket.attachments.filter((file) => file.purpose === 'problem');
  const counted = (['photo', 'video', 'voice', 'file'] as const)
    .map((kind) => [kind, problem.filter((file) => file.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => t(`slack.files.${kind}`, { count }));
  return counted.join(', ');
}

function stateLines(speech: Speech, ticket: StaffTicket, state: string): Part[][] {
  const { t } = speech;
  const facts = [
    ticket.assignee ? workerWords(speech, ticket.assignee) : null,
    t('slack.card.opened', { at: moment(speech, ticket.createdAt) }),
    ticket.resolvedAt && isDone(ticket) ? t('slack.card.done-at', { at: moment(speech, ticket.resolvedAt) }) : null,
    ticket.reopenedCount > 0 ? t('slack.card.returned', { count: ticket.reopenedCount }) : null,
  ].filter((fact) => fact !== null);
  const clock = clockWords(speech, ticket.clocks);
  const more: Part[][] = clock ? [[clock]] : [];
  if (ticket.visit && isWorkedOn(ticket)) more.push([visitWords(speech, ticket.visit)]);
  if (ticket.pause === 'on-hold' && ticket.pauseReason) more.push([ticket.pauseReason]);
  if (ticket.status === 'rejected' && ticket.rejectedReason) more.push([ticket.rejectedReason]);
  if (ticket.original) more.push([t('slack.card.twin', { number: ticket.original.number })]);
  if (ticket.rating !== null) more.push([t('slack.card.rated', { rating: ticket.rating })]);
  return [[{ bold: state }, ` · ${facts.join(' · ')}`], ...more];
}

function visitWords(speech: Speech, visit: NonNullable<StaffTicket['visit']>): string {
  const { t } = speech;
  return t('slack.card.visit', { window: windowWords(speech, visit), state: t(`slack.visits.${visit.state}`) });
}

function isWorkedOn(ticket: StaffTicket): boolean {
  return ticket.status === 'claimed' || ticket.status === 'in-work';
}

function isDone(ticket: StaffTicket): boolean {
  return ticket.status === 'resolved' || ticket.status === 'closed';
}
