import { useWords } from '../words.tsx';

/** What technicians do; the same words as in Slack. */
export const trades = [
  'plumber',
  'electrician',
  'gas-fitter',
  'lift-mechanic',
  'carpenter',
  'cleaner',
  'handyman',
  'emergency',
] as const;

/** A trade in words; one we do not know stands as it was written. */
export function useTradeName(): (trade: string | null) => string | null {
  const { t, has } = useWords();
  return (trade) => (trade !== null && has(`trades.${trade}`) ? t(`trades.${trade}`) : trade);
}
