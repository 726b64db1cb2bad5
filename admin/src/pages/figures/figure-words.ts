import { useWords } from '../../words.tsx';

/** `92 %`, or a dash when there was nothing to divide by. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.round((100 * part) / whole)} %`;
}

/** Says a length of milliseconds as people do. */
export function useLength(): (ms: number | null) => string {
  const { t } = useWords();
  return (ms) => {
    if (ms === null) return '—';
    const minutes = Math.round(ms / 60_000);
    if (minutes < 60) return t('figures.minutes', { minutes });
    const hours = Math.floor(minutes / 60);
    if (hours >= 48) return t('figures.days', { days: Math.floor(hours / 24), hours: hours % 24 });
    return minutes % 60 === 0
      ? t('figures.hours', { hours })
      : t('figures.hours-minutes', { hours, minutes: minutes % 60 });
  };
}

/** The last months, this one first: `2026-11`. */
export function lastMonths(count: number): string[] {
  const now = new Date();
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(now.getFullYear(), now.getMonth() - index, 1)).toISOString().slice(0, 7),
  );
}
