import { describe, expect, it } from 'vitest';
import { instant } from '#api/core/time.ts';
import type { CardClock } from '#api/tickets/sla/card-clocks.ts';
import { clockWords } from './clock-words.ts';
import { speech } from './speech.ts';

const en = speech('en', { timeZone: 'Europe/Moscow' });
const ru = speech('ru', { timeZone: 'Europe/Moscow' });

function aClock(more: Partial<CardClock> = {}): CardClock {
  return {
    promise: 'resolution',
    dueAt: instant('2026-11-20T13:00:00Z'),
    remainingMs: null,
    metAt: null,
    isDropped: false,
    isWarned: false,
    breachedAt: null,
    isRenewed: false,
    reason: null,
    ...more,
  };
}
const answer = aClock({ promise: 'first-response', dueAt: instant('2026-11-20T07:32:00Z') });

describe('the clock of a card', () => {
  it.each<[string, CardClock[], string | null, string | null]>([
    [
      'names what is owed next, and the solution after it',
      [answer, aClock()],
      '🟢 first answer by 20 Nov, 10:32 · solved by 20 Nov, 16:00',
      '🟢 первый ответ до 20 ноября, 10:32 · решение до 20 ноября, 16:00',
    ],
    [
      'names of an emergency that the danger is over, and then the repair',
      [answer, aClock(), aClock({ promise: 'localisation', dueAt: instant('2026-11-20T08:02:00Z') })],
      '🟢 first answer by 20 Nov, 10:32 · localised by 20 Nov, 11:02 · solved by 20 Nov, 16:00',
      '🟢 первый ответ до 20 ноября, 10:32 · локализация до 20 ноября, 11:02 · решение до 20 ноября, 16:00',
    ],
    [
      'warns',
      [aClock({ isWarned: true })],
      '🟠 due soon: solution by 20 Nov, 16:00',
      '🟠 скоро срок: решение до 20 ноября, 16:00',
    ],
    [
      'says that it is late',
      [aClock({ breachedAt: instant('2026-11-20T13:00:00Z') })],
      '🔴 late: solution was due 20 Nov, 16:00',
      '🔴 просрочено: решение до 20 ноября, 16:00',
    ],
    [
      'says what the resident was told instead',
      [aClock({ isDropped: true }), aClock({ isRenewed: true, dueAt: instant('2026-11-20T17:00:00Z') })],
      '🟢 new promise: 20 Nov, 20:00, the resident knows',
      '🟢 новый срок: 20 ноября, 20:00, житель знает',
    ],
    [
      'stands, with what is left',
      [aClock({ remainingMs: (8 * 60 + 20) * 60_000 })],
      '⏸ the clock stands: solution, 8 h 20 min left',
      '⏸ часы стоят: решение, осталось 8 ч 20 мин',
    ],
    ['is silent when nothing is owed', [aClock({ metAt: instant('2026-11-20T10:00:00Z') })], null, null],
  ])('%s', (_name, clocks, english, russian) => {
    expect(clockWords(en, clocks)).toBe(english);
    expect(clockWords(ru, clocks)).toBe(russian);
  });
});
