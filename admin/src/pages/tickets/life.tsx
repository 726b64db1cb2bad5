import { Text } from '@mantine/core';
import type { Shapes } from '../../api.ts';
import { useWords } from '../../words.tsx';
import classes from './ticket-page.module.css';

type Ticket = Shapes['Ticket'];

/** What is a resident's to say; done by a colleague, they said it on the phone. */
const saidByResidents = ['answered', 'accepted', 'returned', 'cancelled', 'visit-accepted', 'visit-moved'];

/** The steps of a ticket's life, oldest first. */
export function Life({ ticket }: { ticket: Ticket }) {
  const { t, has, moment } = useWords();
  return (
    <ol className={classes.life}>
      {ticket.timeline.map((entry) => (
        <li key={`${entry.createdAt}${entry.kind}`}>
          <Text>
            {has(`ticket-events.${entry.kind}`) ? t(`ticket-events.${entry.kind}`) : entry.kind}
            {entry.actorKind === 'staff' && saidByResidents.includes(entry.kind) ? ` · ${t('tickets.by-phone')}` : null}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              moment(entry.createdAt),
              entry.actorName ?? (has(`tickets.by.${entry.actorKind}`) ? t(`tickets.by.${entry.actorKind}`) : null),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </li>
      ))}
    </ol>
  );
}
