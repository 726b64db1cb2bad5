import { describe, expect, it } from 'vitest';
import { createDoubts } from './doubts.ts';

describe('doubts', () => {
  it('blame nobody while nothing passes', () => {
    const doubts = createDoubts();
    for (let time = 0; time < 100; time += 1) expect(doubts.isToBlame('a')).toBe(false);
  });

  it('blame what fails three times more while others pass', () => {
    const doubts = createDoubts();
    const failures = Array.from({ length: 4 }, () => {
      const isIt = doubts.isToBlame('a');
      doubts.passed('b');
      return isIt;
    });
    expect(failures).toEqual([false, false, false, true]);
  });

  it('forget what has passed', () => {
    const doubts = createDoubts();
    for (let time = 0; time < 10; time += 1) {
      expect(doubts.isToBlame('a')).toBe(false);
      doubts.passed('b');
      doubts.passed('a');
    }
  });
});
