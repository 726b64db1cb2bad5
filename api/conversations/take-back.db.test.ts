import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aColleague, aCompany, aResident, aUnit, saidData } from '#api/residents/testing.ts';
import { attachFiles, markStored, openAttachment } from './attachments.ts';
import { secondsLeft, takeBack } from './take-back.ts';
import { listMessages, replyToResident, writeToCompany } from './talk.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let tamara: StaffActor;
let anna: Awaited<ReturnType<typeof aResident>>;
let conversationId: string;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
  tamara = await aColleague(ctx, 'accountant');
});
afterAll(() => house.close());
beforeEach(async () => {
  await ctx.db.outboxEvent.deleteMany();
  const unitId = await aUnit(ctx);
  anna = await aResident(ctx, { unitId });
  ({ conversationId } = await writeToCompany(ctx, anna.actor, { unitId, text: 'Когда перерасчёт?', files: [] }));
  house.clock.advance('PT5M');
});

const waitsSince = async () =>
  (await ctx.db.conversation.findUniqueOrThrow({ where: { id: conversationId } })).waitsSince?.toISOString() ?? null;
const say = async (text: string) => (await replyToResident(ctx, tamara, { conversationId, text })).messageId;
const seen = async () => (await listMessages(ctx, anna.actor, { conversationId })).items.map(({ text }) => text);

it('a reply is gone for the resident within 20 seconds, said once, and they wait as long as before', async () => {
  const asked = await waitsSince();
  const messageId = await say('В апреле');
  expect(await waitsSince()).toBeNull();
  house.clock.advance('PT19S');
  await takeBack(ctx, tamara, { messageId });
  await takeBack(ctx, tamara, { messageId });
  expect(await seen()).toEqual(['Когда перерасчёт?']);
  expect(await waitsSince()).toBe(asked);
  expect(await saidData(ctx, 'message.taken-back')).toEqual([{ messageId, conversationId }]);
});

it('after 20 seconds it stays', async () => {
  const messageId = await say('В апреле');
  house.clock.advance('PT20S');
  await expect(takeBack(ctx, tamara, { messageId })).rejects.toMatchObject({
    ...{ code: 'message.too-late', values: { seconds: 20 } },
  });
  expect(await seen()).toEqual(['Когда перерасчёт?', 'В апреле']);
  expect(await saidData(ctx, 'message.taken-back')).toEqual([]);
});

it('is for who wrote it, or for who answers for all; never for a note or for what a resident said', async () => {
  const messageId = await say('В апреле');
  const vera = await aColleague(ctx, 'technician');
  await expect(takeBack(ctx, vera, { messageId })).rejects.toMatchObject({ code: 'message.not-yours' });
  await expect(takeBack(ctx, await aColleague(ctx, 'read-only'), { messageId })).rejects.toThrow('not-allowed');
  await expect(takeBack(ctx, anna.actor, { messageId })).rejects.toThrow('not-allowed');
  await takeBack(ctx, await aColleague(ctx, 'dispatcher'), { messageId });
  const { items } = await listMessages(ctx, tamara, { conversationId });
  const question = items.find(({ author }) => author.kind === 'resident');
  await expect(takeBack(ctx, tamara, { messageId: question?.id ?? '' })).rejects.toThrow('message.not-found');
});

it('takes its files along', async () => {
  const messageId = await say('Смотрите файл');
  const [id = ''] = await inTransaction(ctx, (tx) =>
    attachFiles(tx, {
      owner: { messageId },
      purpose: 'talk',
      files: [{ kind: 'file', source: 'slack', sourceRef: 'F1' }],
    }),
  );
  await markStored(ctx, id, { bytes: Buffer.from('акт') });
  await expect(openAttachment(ctx, anna.actor, id)).resolves.toMatchObject({ sizeBytes: 6 });
  await takeBack(ctx, tamara, { messageId });
  await expect(openAttachment(ctx, anna.actor, id)).rejects.toThrow('attachment.not-found');
});

it('an answer ends the wait, a note does not, and the next words begin a new one', async () => {
  const unitId = (await ctx.db.conversation.findUniqueOrThrow({ where: { id: conversationId } })).unitId ?? '';
  await say('В апреле');
  house.clock.advance('PT1H');
  await writeToCompany(ctx, anna.actor, { unitId, text: 'А точнее?', files: [] });
  const since = await waitsSince();
  expect(since).toBe(ctx.now().toISOString());
  house.clock.advance('PT1H');
  await writeToCompany(ctx, anna.actor, { unitId, text: 'Ау', files: [] });
  expect(await waitsSince()).toBe(since);
});

it('counts the seconds that are left', () => {
  const said = ctx.now();
  expect(secondsLeft(said, said)).toBe(20);
  house.clock.advance('PT5.4S');
  expect(secondsLeft(ctx.now(), said)).toBe(15);
  house.clock.advance('PT15S');
  expect(secondsLeft(ctx.now(), said)).toBe(0);
});
