import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { addCannedReply, editCannedReply, listAllCannedReplies, listCannedReplies } from './canned-replies.ts';
import { ensureCategories, guessCategory, listCategories } from './categories.ts';
import { addCategory, editCategory, listAllCategories, orderCategories } from './edit-categories.ts';
import { addCategoryInput } from './schema.ts';
import { aColleague, aCompany, aFlat, aResident, aTicket, type TestFlat, type TestResident } from './testing.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let boss: StaffActor;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  await ensureCategories(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  boss = await aColleague(house.ctx, 'manager');
});
afterAll(() => house.close());

const codes = async (kind: 'technical' | 'billing' | 'general') =>
  (await listCategories(house.ctx, kind)).map((one) => one.code);
const sauna = { kind: 'technical', names: { ru: 'Сауна', en: 'Sauna, steam room' } } as const;

describe('categories', () => {
  it('are added with words that point to them, renamed, and put away with their tickets kept', async () => {
    const { ctx } = house;
    const { code } = await addCategory(ctx, boss, { ...sauna, trade: 'electrician', words: ['сауна', 'парил'] });
    expect(code).toBe('sauna-steam-room');
    expect((await codes('technical')).at(-1)).toBe(code);
    expect((await addCategory(ctx, boss, sauna)).code).toBe(`${code}-2`);
    expect((await guessCategory(ctx, 'В парилке странно'))?.code).toBe(code);
    const ticket = await aTicket(ctx, anna, flat, { categoryCode: code });
    await editCategory(ctx, boss, { code, names: { ru: 'Баня', en: 'Bath' }, archived: true });
    expect(await codes('technical')).not.toContain(code);
    expect((await guessCategory(ctx, 'В парилке странно'))?.code).not.toBe(code);
    const late = aTicket(ctx, anna, flat, { categoryCode: code });
    await expect(late).rejects.toMatchObject({ code: 'ticket.unknown-category' });
    const kept = await listAllCategories(ctx, boss);
    expect(kept.find((one) => one.code === code)).toMatchObject({ isArchived: true, ticketCount: 1 });
    expect(kept.at(-1)?.code).toBe(code);
    expect((await ctx.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).categoryId).not.toBeNull();
    await editCategory(ctx, boss, { code, archived: false });
    expect(await codes('technical')).toContain(code);
  });

  it('become emergencies with a danger, and only technical ones do', async () => {
    const { ctx } = house;
    const { code } = await addCategory(ctx, boss, {
      ...sauna,
      names: { ru: 'Дым в сауне', en: 'Smoke' },
      danger: 'fire',
    });
    expect(await aTicket(ctx, anna, flat, { categoryCode: code })).toMatchObject({ urgency: 'emergency' });
    expect(await editCategory(ctx, boss, { code, danger: null })).toMatchObject({ isEmergency: false });
    const wrong = editCategory(ctx, boss, { code: 'papers', danger: 'gas' });
    await expect(wrong).rejects.toMatchObject({ code: 'category.danger-elsewhere' });
  });

  it('stand in the order they are put in; the last of a kind stays', async () => {
    const { ctx } = house;
    await orderCategories(ctx, boss, { codes: ['debt', 'receipt'] });
    expect((await codes('billing')).slice(0, 2)).toEqual(['debt', 'receipt']);
    const unknown = orderCategories(ctx, boss, { codes: ['nothing'] });
    await expect(unknown).rejects.toMatchObject({ code: 'category.not-found' });
    const [last = '', ...others] = await codes('billing');
    for (const code of others) await editCategory(ctx, boss, { code, archived: true });
    await expect(editCategory(ctx, boss, { code: last, archived: true })).rejects.toMatchObject({
      code: 'category.last',
    });
  });

  it('are the managers’ to change, and need a name in both languages', async () => {
    const { ctx } = house;
    const desk = await aColleague(ctx, 'dispatcher');
    for (const deed of [
      addCategory(ctx, desk, sauna),
      editCategory(ctx, desk, { code: 'papers', archived: true }),
      orderCategories(ctx, desk, { codes: ['papers'] }),
      addCannedReply(ctx, desk, { use: 'reply', texts: { ru: 'а', en: 'a' } }),
      listAllCategories(ctx, anna),
    ]) {
      await expect(deed).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect(addCategoryInput.safeParse({ ...sauna, names: { ru: 'Сауна', en: ' ' } }).success).toBe(false);
    expect(addCategoryInput.safeParse({ ...sauna, words: ['ба'] }).success).toBe(false);
  });
});

describe('canned replies', () => {
  it('are offered for a ticket’s category first, then for all, until they are put away', async () => {
    const { ctx } = house;
    const tech = await aColleague(ctx);
    const both = (text: string) => ({ ru: text, en: text });
    const general = await addCannedReply(ctx, boss, { use: 'result', texts: both('Done') });
    const own = await addCannedReply(ctx, boss, {
      use: 'result',
      categoryCode: 'plumbing',
      texts: both('Tap changed'),
    });
    await addCannedReply(ctx, boss, { use: 'result', categoryCode: 'lift', texts: both('Lift runs') });
    await addCannedReply(ctx, boss, { use: 'reply', texts: both('We are coming') });
    const { id: ticketId } = await aTicket(ctx, anna, flat, { categoryCode: 'plumbing' });
    const offered = async () => (await listCannedReplies(ctx, tech, { ticketId, use: 'result' })).map((one) => one.id);
    expect(await offered()).toEqual([own.id, general.id]);
    await editCannedReply(ctx, boss, { id: own.id, archived: true });
    expect(await offered()).toEqual([general.id]);
    expect((await listAllCannedReplies(ctx, tech)).at(-1)).toMatchObject({ id: own.id, isArchived: true });
    const moved = await editCannedReply(ctx, boss, { id: general.id, categoryCode: 'lift', texts: both('All right') });
    expect(moved).toMatchObject({ categoryCode: 'lift', texts: both('All right') });
    const unknown = editCannedReply(ctx, boss, { id: ticketId, archived: true });
    await expect(unknown).rejects.toMatchObject({ code: 'canned.not-found' });
  });
});
