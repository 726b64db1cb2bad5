import { answerOf, api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';

/** Emergencies also ring in Telegram: a one-time link makes a chat a colleague's duty chat, and one press unlinks them all. */
export function useDutyLink(id: string, onLink: (link: string) => void) {
  const { t } = useWords();
  const path = { path: { id } };
  const link = useDeed(() => answerOf(api.POST('/api/v1/staff/{id}/telegram', { params: path })), {
    // Nobody knows the bot's address yet: what would stand in it can be typed to the bot.
    after: ({ link, payload }) => onLink(link ?? payload),
  });
  const unlink = useDeed(() => api.DELETE('/api/v1/staff/{id}/telegram', { params: path }), {
    refresh: ['staff'],
    said: t('staff.duty-unlinked'),
  });
  return { make: () => link.run(undefined), unlink: () => unlink.run(undefined) };
}
