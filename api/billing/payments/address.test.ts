import { describe, expect, it } from 'vitest';
import { isAddressIn, senderOf } from './address.ts';

describe('an address', () => {
  it('lies in a network or not', () => {
    const networks = ['185.71.76.0/27', '77.75.156.11', '2a02:5180::/32', 'nonsense', '10.0.0.0/99'];
    for (const inside of ['185.71.76.1', '::ffff:185.71.76.31', '77.75.156.11', '2a02:5180:0:1::7'])
      expect(isAddressIn(inside, networks)).toBe(true);
    for (const outside of ['185.71.76.32', '77.75.156.12', '2a03::1', '10.0.0.1', '', 'somebody'])
      expect(isAddressIn(outside, networks)).toBe(false);
  });

  it('is believed of a proxy of ours only, and only its own word', () => {
    const proxies = ['127.0.0.0/8', '10.0.0.0/8'];
    expect(senderOf('203.0.113.9', '185.71.76.1', proxies)).toBe('203.0.113.9');
    expect(senderOf('127.0.0.1', '185.71.76.1', proxies)).toBe('185.71.76.1');
    expect(senderOf('127.0.0.1', '185.71.76.1, 203.0.113.9', proxies)).toBe('203.0.113.9');
    expect(senderOf('127.0.0.1', '185.71.76.1, 10.1.1.1', proxies)).toBe('185.71.76.1');
    expect(senderOf('::ffff:127.0.0.1', '', proxies)).toBe('127.0.0.1');
  });
});
