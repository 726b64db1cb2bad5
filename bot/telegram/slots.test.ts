import { describe, expect, it } from 'vitest';
import { createSlots, slotsFor } from './slots.ts';

describe('slots', () => {
  it('never lets more run at once than there are, and lets notices go before a broadcast', async () => {
    const slots = createSlots(() => 2);
    const order: string[] = [];
    let running = 0;
    let most = 0;
    const work = (name: string) => async () => {
      running += 1;
      most = Math.max(most, running);
      order.push(name);
      await Promise.resolve();
      await Promise.resolve();
      running -= 1;
    };
    const broadcast = Array.from({ length: 10 }, (_, index) => slots.run(false, work(`b${index}`)));
    const notice = slots.run(true, work('notice'));
    await Promise.all([...broadcast, notice]);
    expect(most).toBe(2);
    expect(order.indexOf('notice')).toBe(2);
    expect(order).toHaveLength(11);
  });

  it('gives a slot back after a failure', async () => {
    const slots = createSlots(() => 1);
    await expect(slots.run(false, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.run(false, async () => 'yes')).toBe('yes');
  });

  it('are as many as the latency asks for', () => {
    expect(slotsFor(8, 27, 24)).toBe(1);
    expect(slotsFor(50, 27, 24)).toBe(1);
    expect(slotsFor(100, 27, 24)).toBe(3);
    expect(slotsFor(200, 27, 24)).toBe(5);
    expect(slotsFor(60_000, 27, 24)).toBe(24);
  });
});
