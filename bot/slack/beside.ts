import { type BesideTicket, besideTicket } from '#api/flows/beside-ticket.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { type Message, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { servicesWords } from './outage-card.ts';
import { moment, type Speech } from './speech.ts';

/** An open ticket's card says what else there is: `Also: 2 open requests like this in the entrance · off: cold water until 16:00`. */
export async function withBeside({ ctx }: Desk, speech: Speech, ticket: StaffTicket, card: Message): Promise<Message> {
  if (!['new', 'claimed', 'in-work'].includes(ticket.status)) return card;
  const words = besideWords(speech, await besideTicket(ctx, ticket));
  if (words === null) return card;
  const at = card.blocks.findIndex((block) => block.type === 'actions');
  const before = at === -1 ? card.blocks : card.blocks.slice(0, at);
  const after = at === -1 ? [] : card.blocks.slice(at);
  return { ...card, blocks: [...before, smallPrint(words), ...after] };
}

export function besideWords(speech: Speech, { followers, nearby, outages }: BesideTicket): string | null {
  const { t } = speech;
  const facts = [
    followers > 0 ? t('slack.beside.joined', { count: followers }) : null,
    nearby > 0 ? t('slack.beside.nearby', { count: nearby }) : null,
    ...outages.map((outage) =>
      t(outage.state === 'ahead' ? 'slack.beside.outage-ahead' : 'slack.beside.outage', {
        services: servicesWords(speech, outage),
        from: moment(speech, outage.startsAt),
        until: moment(speech, outage.endsAt),
      }),
    ),
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : t('slack.beside.also', { facts: facts.join(' · ') });
}
