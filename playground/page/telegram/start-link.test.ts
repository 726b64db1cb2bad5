import { describe, expect, it } from 'vitest';
import { isStartLink, startPayload } from './start-link.ts';

describe('startPayload', () => {
  it('finds the payload in every shape of a deep link', () => {
    expect(startPayload('https://t.me/domovoy_demo_bot?start=Ab-9_x')).toBe('Ab-9_x');
    expect(startPayload(' t.me/bot?a=1&start=x ')).toBe('x');
    expect(startPayload('tg://resolve?domain=bot&start=join_1')).toBe('join_1');
    expect(startPayload('justpayload')).toBe('justpayload');
  });

  it('refuses what Telegram would not carry', () => {
    expect(startPayload('два слова')).toBeNull();
    expect(startPayload(`https://t.me/bot?start=${'x'.repeat(65)}`)).toBeNull();
  });

  it('takes a pasted link for a link, and words for words', () => {
    expect(isStartLink('https://t.me/bot?start=x')).toBe(true);
    expect(isStartLink('hello')).toBe(false);
  });
});
