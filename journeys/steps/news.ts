import { expect } from 'vitest';
import type { House } from '../support/house.ts';
import type { Manager } from '../support/manager.ts';
import { eventually } from '../support/processes.ts';
import { literally, wordsOf } from '../support/words.ts';

const texts = {
  ru: { title: 'Лифт <b> & _co_', body: 'В пятницу меняем лебёдку: со 2-го подъезда, с 10 до 16.' },
  en: { title: 'The lift <b> & _co_', body: 'On Friday we replace the winch: entrance 2, from 10 to 16.' },
};

/** The manager publishes to everyone; it reaches each chat in its own language, is read, and the report says so. */
export async function publishNews(house: House, manager: Manager, chats: { chat: number; locale: 'ru' | 'en' }[]) {
  const { newsId } = await manager.call<{ newsId: string }>('POST', '/news', {
    texts,
    urgency: 'common',
    audience: 'everyone',
  });
  const { recipientCount } = await manager.call<{ recipientCount: number }>('POST', `/news/${newsId}/publish`);
  expect(recipientCount).toBeGreaterThanOrEqual(chats.length);
  for (const { chat, locale } of chats) {
    const resident = house.resident(chat);
    const seen = await resident.sees(new RegExp(literally(texts[locale].body)), 30);
    expect(seen.text).toContain(texts[locale].title);
    await resident.press(wordsOf(locale).label('resident.news.read'));
  }
  type Report = { delivered: number; read: number; waiting: number; failed: number };
  let last: Report | null = null;
  await eventually(
    'the report counts the readers',
    async () => {
      last = await manager.call<Report>('GET', `/news/${newsId}/report`);
      return last.read === chats.length && last.waiting === 0 && last.failed === 0;
    },
    { seconds: 30, lastSeen: () => last },
  );
}
