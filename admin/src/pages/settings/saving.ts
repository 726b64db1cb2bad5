import { answerOf, api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';

type Key = 'payments' | 'bank-qr' | 'billing-terms';

/** Saves one setting whole. A form is about one setting, so that what it says of saving is true of all of it. */
export function useSaving(key: Key, refresh: readonly string[] = []) {
  const { t } = useWords();
  return useDeed(
    (body: unknown) => answerOf(api.PUT('/api/v1/settings/{key}', { params: { path: { key } }, body: body as object })),
    { refresh: ['settings', ...refresh], said: t('settings.saved'), isSaidInPlace: true },
  );
}
