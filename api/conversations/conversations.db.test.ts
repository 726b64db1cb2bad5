import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { inTransaction } from '#api/core/ctx.ts';
import type { TestHouse } from '#api/core/testing.ts';
import { testCtx } from '#api/core/testing.ts';
import { cutOff } from '#api/residents/household.ts';
import { aChat, aChatOf, aColleague, aCompany, aResident, aUnit, saidData, saidKinds } from '#api/residents/testing.ts';
import type { IncomingFile } from './attachments.ts';
import {
  attachFiles,
  claimRemoteAttachments,
  listAttachments,
  markRefused,
  markStored,
  mostFetchAttempts,
  openAttachment,
} from './attachments.ts';
import { keepLoose, settleLoose, takeLoose } from './loose.ts';
import { addMessage, listMessages, replyToResident, startConversation, writeToCompany } from './talk.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let counter = 0;

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  await aCompany(ctx);
});
afterAll(() => house.close());
beforeEach(() => ctx.db.outboxEvent.deleteMany().then(() => undefined));

function aPhoto(): IncomingFile {
  counter += 1;
  return { kind: 'photo', source: 'telegram', sourceRef: `photo-${counter}`, sizeBytes: 100 };
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('writing to the company', () => {
  it('goes on in one chat, once for each update, as typed', async () => {
    const unitId = await aUnit(ctx);
    const anna = await aResident(ctx, { unitId });
    const words = { unitId, text: "<!channel> <b>O'Neil & _co_", files: [aPhoto()] };
    const all = await Promise.all(
      ['telegram:1:1', 'telegram:1:1', 'telegram:1:2'].map((externalKey) =>
        writeToCompany(ctx, anna.actor, { ...words, externalKey }),
      ),
    );
    expect(new Set(all.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(2);
    expect(await saidKinds(ctx)).toEqual(['message.from-resident', 'message.from-resident']);
    const { items } = await listMessages(ctx, anna.actor, { conversationId: all[0]?.conversationId ?? '' });
    expect(items.map(({ text, attachments }) => [text, attachments.length])).toEqual([
      [words.text, 1],
      [words.text, 1],
    ]);
  });

  it('is answered by a colleague, and the answer reaches nobody else', async () => {
    const unitId = await aUnit(ctx);
    const anna = await aResident(ctx, { unitId });
    const boris = await aResident(ctx, { unitId, role: 'family' });
    const { conversationId } = await writeToCompany(ctx, anna.actor, { unitId, text: 'Здравствуйте', files: [] });
    const dispatcher = await aColleague(ctx, 'dispatcher');
    house.clock.advance('PT1S');
    await replyToResident(ctx, dispatcher, { conversationId, text: 'Добрый день', externalKey: 'slack:T:1' });
    await replyToResident(ctx, dispatcher, { conversationId, text: 'Добрый день', externalKey: 'slack:T:1' });
    expect(await saidData(ctx, 'message.to-resident')).toMatchObject([{ conversationId, residentId: anna.residentId }]);
    await inTransaction(ctx, (tx) =>
      addMessage(tx, { conversationId, author: dispatcher, visibility: 'internal', text: 'между нами' }),
    );
    const seen = await listMessages(ctx, anna.actor, { conversationId });
    expect(seen.items.map(({ text, author }) => [author.kind, text])).toEqual([
      ['resident', 'Здравствуйте'],
      ['staff', 'Добрый день'],
    ]);
    expect((await listMessages(ctx, dispatcher, { conversationId })).items).toHaveLength(3);
    await expect(listMessages(ctx, boris.actor, { conversationId })).rejects.toThrow('conversation.not-found');
    const readOnly = await aColleague(ctx, 'read-only');
    await expect(replyToResident(ctx, readOnly, { conversationId, text: 'x' })).rejects.toThrow('not-allowed');
  });

  it('needs words or files, a flat of one’s own, and some patience', async () => {
    const unitId = await aUnit(ctx);
    const anna = await aResident(ctx, { unitId });
    const write = (text: string) => writeToCompany(ctx, anna.actor, { unitId, text, files: [] });
    await expect(write('  ')).rejects.toThrow('message.empty');
    for (let index = 0; index < 60; index += 1) await write(`слово ${index}`);
    await expect(write('ещё')).rejects.toMatchObject({ code: 'message.too-many' });
    await cutOff(ctx, systemActor, { occupancyId: anna.occupancyId });
    await expect(write('ещё')).rejects.toThrow('flat.not-found');
  });
});

describe('words outside a form', () => {
  it('are one when an album says so, in any order and at the same time', async () => {
    const chatId = await aChat(ctx);
    const photos = [aPhoto(), aPhoto(), aPhoto()];
    const parts = photos.map((photo, index) => ({
      chatId,
      text: index === 1 ? 'течёт' : '',
      files: [photo],
      groupKey: 'g1',
    }));
    const kept = await Promise.all([...parts, ...parts].map((part) => keepLoose(ctx, part)));
    const [looseId = ''] = new Set(kept.map((one) => one.looseId));
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
    const taken = await takeLoose(ctx, chatId, looseId);
    expect(taken.text).toBe('течёт');
    expect(taken.files.map(({ sourceRef }) => sourceRef).sort()).toEqual(
      photos.map(({ sourceRef }) => sourceRef).sort(),
    );
    expect(await takeLoose(ctx, chatId, looseId)).toEqual(taken);
    await expect(takeLoose(ctx, await aChat(ctx), looseId)).rejects.toThrow('loose.not-found');
  });

  it('remember what they became, so that a late half can follow', async () => {
    const unitId = await aUnit(ctx);
    const anna = await aResident(ctx, { unitId });
    const chatId = await aChatOf(ctx, anna.residentId);
    const { looseId } = await keepLoose(ctx, { chatId, text: 'a', files: [], groupKey: 'g2' });
    const stranger = await aResident(ctx, { unitId });
    await expect(settleLoose(ctx, stranger.actor, { looseId, outcome: 'nothing' })).rejects.toThrow('loose.not-found');
    await settleLoose(ctx, anna.actor, { looseId, outcome: 'ticket', outcomeId: unitId });
    await settleLoose(ctx, anna.actor, { looseId, outcome: 'nothing' });
    const late = await keepLoose(ctx, { chatId, text: '', files: [aPhoto()], groupKey: 'g2' });
    expect(late).toMatchObject({ isNew: false, outcome: 'ticket', outcomeId: unitId, files: [{ kind: 'photo' }] });
  });
});

describe('attachments', () => {
  async function aMessage(visibility: 'resident' | 'internal' = 'resident') {
    const unitId = await aUnit(ctx);
    const owner = await aResident(ctx, { unitId });
    const messageId = await inTransaction(ctx, async (tx) => {
      const talk = await startConversation(tx, { residentId: owner.residentId, unitId, service: 'general' });
      const author = visibility === 'internal' ? systemActor : owner.actor;
      return (await addMessage(tx, { conversationId: talk.id, author, visibility, text: 'фото' })).id;
    });
    return { owner, messageId, unitId };
  }

  async function attach(messageId: string, file: IncomingFile): Promise<string> {
    house.clock.advance('PT0.001S'); // what happens in one millisecond has no order
    const [id = ''] = await inTransaction(ctx, (tx) =>
      attachFiles(tx, { owner: { messageId }, purpose: 'talk', files: [file] }),
    );
    return id;
  }

  it('are leased to one fetcher each, and again after a minute', async () => {
    await ctx.db.attachment.updateMany({ data: { state: 'refused' } });
    const { messageId } = await aMessage();
    for (let index = 0; index < 6; index += 1) await attach(messageId, aPhoto());
    const claims = await Promise.all([1, 2, 3].map(() => claimRemoteAttachments(ctx, 'telegram', 2)));
    expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(6);
    expect(await claimRemoteAttachments(ctx, 'telegram', 9)).toEqual([]);
    await ctx.db.$executeRaw`update attachment set leased_until = clock_timestamp() - interval '1 second'`;
    const again = await claimRemoteAttachments(ctx, 'telegram', 9);
    expect(again.map(({ attempts }) => attempts)).toEqual(Array(6).fill(2));
    expect(await claimRemoteAttachments(ctx, 'slack', 9)).toEqual([]);
  });

  it('are tried less and less often, and for days, while their platform is away', async () => {
    await ctx.db.attachment.updateMany({ data: { state: 'refused' } });
    const { messageId } = await aMessage();
    const id = await attach(messageId, aPhoto());
    let seconds = 0;
    const waits: number[] = [];
    for (let tried = 0; tried < mostFetchAttempts; tried += 50) {
      await ctx.db.attachment.update({ where: { id }, data: { attempts: tried, leasedUntil: null } });
      await claimRemoteAttachments(ctx, 'telegram', 1);
      const [lease] = await ctx.db.$queryRaw<{ seconds: number }[]>`
        select round(extract(epoch from leased_until - clock_timestamp()))::int as seconds from attachment where id = ${id}::uuid`;
      waits.push(lease?.seconds ?? 0);
      seconds += (lease?.seconds ?? 0) * 50;
    }
    expect(waits.slice(0, 2)).toEqual([60, 900]);
    expect(Math.max(...waits)).toBe(900);
    expect(seconds / 86_400).toBeGreaterThan(5);
  });

  it('believe the bytes, not the name, and say once that a copy is here', async () => {
    const { messageId, owner } = await aMessage();
    const photo = aPhoto();
    const id = await attach(messageId, photo);
    await markStored(ctx, id, { bytes: png, mime: 'text/html', name: 'кран.png' });
    await markStored(ctx, id, { bytes: png });
    const script = await attach(messageId, aPhoto());
    house.clock.advance('PT0.001S');
    await markStored(ctx, script, { bytes: Buffer.from('<script>'), mime: 'image/png' });
    expect(await listAttachments(ctx, { messageId })).toMatchObject([
      { id, state: 'stored', mime: 'image/png', kind: 'photo', name: 'кран.png', sizeBytes: png.byteLength },
      { id: script, state: 'stored', mime: 'text/plain', kind: 'file' },
    ]);
    expect(await saidData(ctx, 'attachment.stored')).toEqual([
      { attachmentId: id, messageId },
      { attachmentId: script, messageId },
    ]);
    const opened = await openAttachment(ctx, owner.actor, script);
    expect([await readText(opened.stream), opened.mime]).toEqual(['<script>', 'text/plain']);
    const copy = await attach(messageId, photo);
    expect(await openAttachment(ctx, owner.actor, copy)).toMatchObject({
      mime: 'image/png',
      sizeBytes: png.byteLength,
    });
    expect(await saidData(ctx, 'attachment.stored')).toHaveLength(3);
  });

  it('are refused when too big, empty or gone, and say so when opened', async () => {
    const { messageId, owner } = await aMessage();
    const ids = [];
    for (let index = 0; index < 3; index += 1) ids.push(await attach(messageId, aPhoto()));
    const [big = '', empty = '', gone = ''] = ids;
    await markStored(ctx, big, { bytes: Buffer.alloc(20 * 1024 * 1024 + 1) });
    await markStored(ctx, empty, { bytes: Buffer.alloc(0) });
    await markRefused(ctx, gone, 'gone');
    const list = await listAttachments(ctx, { messageId });
    expect(list.map(({ refusal }) => refusal).sort()).toEqual(['empty', 'gone', 'too-big']);
    await expect(openAttachment(ctx, owner.actor, big)).rejects.toMatchObject({
      ...{ code: 'attachment.not-stored', values: { state: 'refused' } },
    });
  });

  it('are opened by their owner and colleagues, never an internal one by a resident', async () => {
    const { messageId, owner, unitId } = await aMessage();
    const id = await attach(messageId, aPhoto());
    await markStored(ctx, id, { bytes: png });
    const housemate = await aResident(ctx, { unitId, role: 'family' });
    await expect(openAttachment(ctx, housemate.actor, id)).rejects.toThrow('attachment.not-found');
    expect((await openAttachment(ctx, owner.actor, id)).mime).toBe('image/png');
    expect((await openAttachment(ctx, await aColleague(ctx, 'technician'), id)).mime).toBe('image/png');
    const internal = await aMessage('internal');
    const hidden = await attach(internal.messageId, aPhoto());
    await markStored(ctx, hidden, { bytes: png });
    await expect(openAttachment(ctx, internal.owner.actor, hidden)).rejects.toThrow('attachment.not-found');
  });
});
