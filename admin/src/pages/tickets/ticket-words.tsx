import { Badge } from '@mantine/core';
import type { Shapes } from '../../api.ts';
import { useWords } from '../../words.tsx';
import classes from './ticket-words.module.css';

export type TicketRow = Shapes['TicketRow'];
export const statuses = ['new', 'claimed', 'in-work', 'resolved', 'closed', 'rejected', 'cancelled'] as const;
export const kinds = ['technical', 'billing', 'general'] as const;

const looks: Partial<Record<TicketRow['status'], string>> = {
  new: classes.new,
  claimed: classes.work,
  'in-work': classes.work,
  resolved: classes.check,
};

/** A state in words; the colour only helps. A pause lies over the status. */
export function StatusBadge({ status, pause }: Pick<TicketRow, 'status' | 'pause'>) {
  const { t } = useWords();
  const word = pause === 'none' ? t(`ticket-status.${status}`) : t(`ticket-pause.${pause}`);
  return (
    <Badge className={`${classes.badge} ${pause === 'none' ? (looks[status] ?? '') : classes.waits}`}>{word}</Badge>
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
