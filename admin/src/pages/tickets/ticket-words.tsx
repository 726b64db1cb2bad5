import { Badge } from '@mantine/core';
import type { Shapes } from '../../api.ts';
import { useWords } from '../../words.tsx';

export type TicketRow = Shapes['TicketRow'];
export const statuses = ['new', 'claimed', 'in-work', 'resolved', 'closed', 'rejected', 'cancelled'] as const;
export const kinds = ['technical', 'billing', 'general'] as const;

const colours: Record<TicketRow['status'], string> = {
  new: 'blue',
  claimed: 'yellow',
  'in-work': 'yellow',
  resolved: 'pine',
  closed: 'gray',
  rejected: 'gray',
  cancelled: 'gray',
};

/** A state in words; the colour only helps. A pause lies over the status. */
export function StatusBadge({ status, pause }: Pick<TicketRow, 'status' | 'pause'>) {
  const { t } = useWords();
  const word = pause === 'none' ? t(`ticket-status.${status}`) : t(`ticket-pause.${pause}`);
  return (
    <Badge variant="light" color={pause === 'none' ? colours[status] : 'orange'}>
      {word}
    </Badge>
  );
}

export function useCategoryName(): (ticket: Pick<TicketRow, 'category' | 'kind'>) => string {
  const { t, locale } = useWords();
  return ({ category, kind }) => category?.names[locale] ?? t(`ticket-kinds.${kind}`);
}

export function usePlaceName() {
  const { t } = useWords();
  return (address: string | null, number: string | null) =>
    [address, number === null ? null : t('tickets.flat', { number })].filter(Boolean).join(', ');
}
