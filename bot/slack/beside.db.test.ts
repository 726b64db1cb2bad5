import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { restoreOutage } from '#api/outages/announce.ts';
import { anOutage } from '#api/outages/testing.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { cancelTicket } from '#api/tickets/finish-ticket.ts';
import { joinTicket } from '#api/tickets/join-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import { aCompany, aFlat, aResident, aTicket } from '#api/tickets/testing.ts';
import { withBeside } from './beside.ts';
import { companySpeech } from './speech.ts';
import { aDesk, fakeSlack } from './testing-desk.ts';
import { ticketCard } from './ticket-card.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  await ensureCategories(ctx);
});
afterAll(() => house.close());

it('says who joined, what else of the kind is open in the entrance and what is off, and nothing when nothing is', async () => {
  const flat = await aFlat(ctx);
  const next = await aFlat(ctx, { buildingId: flat.buildingId });
  await ctx.db.unit.updateMany({ where: { buildingId: flat.buildingId }, data: { entrance: 1 } });
  const far = await aFlat(ctx, { buildingId: flat.buildingId });
  await ctx.db.unit.update({ where: { id: far.unitId }, data: { entrance: 2 } });
  const anna = await aResident(ctx, flat);
  const boris = await aResident(ctx, next);
  const leak = { categoryCode: 'plumbing', place: 'common-area' as const };
  const { id: ticketId } = await aTicket(ctx, anna, flat, leak);
  const shown = async () => {
    const ticket = await getStaffTicket(ctx, systemActor, ticketId);
    const speech = await companySpeech(ctx);
    const card = await withBeside(aDesk(ctx, fakeSlack()), speech, ticket, ticketCard(speech, ticket));
    expect(card.blocks.at(-1)?.type).toBe('actions');
    return /"(Рядом: [^"]*)"/.exec(JSON.stringify(card.blocks))?.[1] ?? null;
  };
  expect(await shown()).toBeNull();
  const twin = await aTicket(ctx, boris, next, leak);
  await aTicket(ctx, boris, next, { categoryCode: 'lift' });
  await aTicket(ctx, await aResident(ctx, far), far, leak);
  expect(await shown()).toBe('Рядом: ещё 1 открытая заявка о том же в подъезде');
  await cancelTicket(ctx, boris, { ticketId: twin.id });
  await joinTicket(ctx, boris, { ticketId, unitId: next.unitId, text: '', files: [] });
  const outage = await anOutage(ctx, flat.buildingId, { entrances: [1] });
  expect(await shown()).toBe('Рядом: присоединился 1 житель · отключение: холодная вода до 20 ноября, 16:00');
  await restoreOutage(ctx, systemActor, { outageId: outage.id });
  expect(await shown()).toBe('Рядом: присоединился 1 житель');
});
