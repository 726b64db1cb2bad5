import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { bumpCards, claimCards, findCard, findCardByRef, markCardFailed, markShown, placeCard } from './cards.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
});
afterAll(() => house.close());

async function aSubject() {
  return { type: 'ticket' as const, id: (await aTicket(house.ctx, anna, flat)).id };
}

describe('a living card', () => {
  it('is posted once, then edited to the newest only', async () => {
    const { ctx } = house;
    const subject = await aSubject();
    const card = { subject, place: 'slack:C1', channel: 'slack' as const };
    await Promise.all([placeCard(ctx, card), placeCard(ctx, card)]);
    const claimed = await Promise.all([claimCards(ctx, 'slack', 5), claimCards(ctx, 'slack', 5)]);
    expect(claimed.flat()).toMatchObject([{ subject, platformRef: null, wantedVersion: 1, attempts: 1 }]);
    const id = claimed.flat()[0]?.id ?? '';
    // Two changes while the first message is on its way: one edit follows.
    await bumpCards(ctx, subject, 2);
    await bumpCards(ctx, subject, 4);
    await bumpCards(ctx, subject, 3);
    expect(await claimCards(ctx, 'slack', 5)).toEqual([]);
    await markShown(ctx, id, { version: 1, platformRef: 'C1:17.5' });
    expect(await claimCards(ctx, 'slack', 5)).toMatchObject([{ id, wantedVersion: 4, platformRef: 'C1:17.5' }]);
    await markShown(ctx, id, { version: 5, platformRef: 'C1:17.5' });
    await bumpCards(ctx, subject, 5);
    expect(await claimCards(ctx, 'slack', 5)).toEqual([]);
    expect(await findCardByRef(ctx, 'slack', 'C1:17.5')).toMatchObject({ id, subject, shownVersion: 5 });
  });

  it('does not miss what changed before it was placed', async () => {
    const { ctx } = house;
    const subject = await aSubject();
    await claimTicket(ctx, await aColleague(ctx), { ticketId: subject.id });
    const place = `resident:${anna.residentId}`;
    await placeCard(ctx, { subject, place, channel: 'telegram', platformRef: `${anna.address}:7`, shownVersion: 1 });
    expect(await claimCards(ctx, 'telegram', 5)).toMatchObject([{ subject, wantedVersion: 2, locale: 'en' }]);
  });

  it('moves to the newest message of the same place', async () => {
    const { ctx } = house;
    const subject = await aSubject();
    const place = `resident:${anna.residentId}`;
    const card = { subject, place, channel: 'telegram' as const };
    await placeCard(ctx, { ...card, platformRef: `${anna.address}:7`, shownVersion: 1 });
    await placeCard(ctx, { ...card, platformRef: `${anna.address}:9`, shownVersion: 1 });
    expect(await findCard(ctx, subject, place)).toMatchObject({ platformRef: `${anna.address}:9`, wantedVersion: 1 });
  });

  it('is left alone when its message is gone, until the next change', async () => {
    const { ctx } = house;
    const subject = await aSubject();
    await placeCard(ctx, { subject, place: 'slack:C2', channel: 'slack' });
    const [claimed] = await claimCards(ctx, 'slack', 5);
    await markCardFailed(ctx, claimed?.id ?? '', { reason: 'channel_not_found', final: true });
    expect(await claimCards(ctx, 'slack', 5)).toEqual([]);
    await bumpCards(ctx, subject, 2);
    expect(await claimCards(ctx, 'slack', 5)).toMatchObject([{ id: claimed?.id, wantedVersion: 2 }]);
    await markCardFailed(ctx, claimed?.id ?? '', { reason: 'network', final: false, retrySeconds: 0 });
    expect(await claimCards(ctx, 'slack', 5)).toMatchObject([{ id: claimed?.id }]);
  });
});
