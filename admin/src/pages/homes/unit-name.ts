import { useWords } from '../../words.tsx';

/** "flat 57", "parking place 12". */
export function useUnitName(): (unit: { type: string; number: string }) => string {
  const { t, has } = useWords();
  return ({ type, number }) =>
    t(has(`unit-types.${type}`) ? `unit-types.${type}` : 'unit-types.commercial', { number });
}
