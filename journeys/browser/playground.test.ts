import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { claimOnThePage, reportOnThePage } from '../steps/on-the-page.ts';
import type { Visit } from '../support/browser.ts';
import { openShownHouse, type ShownHouse } from '../support/shown-house.ts';

describe('a newcomer on the playground page', () => {
  let house: ShownHouse;
  let visit: Visit;
  beforeAll(async () => {
    house = await openShownHouse(inject('postgresUrl'), 'en');
    console.log(`browser: ${house.eyes.name}`);
    visit = await house.eyes.visit();
  });
  afterAll(() => house?.close());

  it('reports a leak with a photo on the left, claims it on the right, and sees the card change', async () => {
    const { page, complaints } = visit;
    const leak = 'The pipe under the sink leaks';
    const both = await reportOnThePage(page, house.product.url, leak);
    await claimOnThePage(both);
    expect(await both.chat.textContent()).toContain(`· ${leak}`);
    expect(complaints).toEqual([]);
  });
});
