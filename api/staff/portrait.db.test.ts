import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aColleague, aCompany } from '#api/tickets/testing.ts';
import { openPortrait, removePortrait, savePortrait } from './portrait.ts';
import { listStaff } from './staff.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
});
afterAll(() => house.close());

const photo = () =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: '#357' } })
    .withExif({ IFD0: { Artist: 'whoever took it' } })
    .jpeg()
    .toBuffer();

it('is taken from a manager, without what the camera wrote, shown, and taken away', async () => {
  const { ctx } = house;
  const [boss, sergey] = [await aColleague(ctx, 'manager'), await aColleague(ctx)];
  const { staffId } = sergey;
  const bytes = await photo();
  expect(bytes.includes('whoever took it')).toBe(true);
  await expect(savePortrait(ctx, sergey, { staffId, bytes })).rejects.toMatchObject({ code: 'not-allowed' });
  await savePortrait(ctx, boss, { staffId, bytes });
  const shown = await openPortrait(ctx, systemActor, staffId);
  const kept = await buffer(Readable.from(shown.stream));
  expect(shown.mime).toBe('image/jpeg');
  expect(kept.includes('whoever took it')).toBe(false);
  expect((await sharp(kept).metadata()).width).toBe(40);
  const seen = async () => (await listStaff(ctx, boss)).find((one) => one.id === staffId)?.hasPhoto;
  expect(await seen()).toBe(true);
  await removePortrait(ctx, boss, staffId);
  expect(await seen()).toBe(false);
  await expect(openPortrait(ctx, systemActor, staffId)).rejects.toMatchObject({ code: 'attachment.not-found' });
});

it('is a picture of a size that can be shown, of somebody who is there', async () => {
  const { ctx } = house;
  const boss = await aColleague(ctx, 'manager');
  const save = (bytes: Uint8Array, staffId = boss.staffId) => savePortrait(ctx, boss, { staffId, bytes });
  await expect(save(Buffer.from('%PDF-1.7 no face'))).rejects.toMatchObject({ code: 'portrait.no-picture' });
  await expect(save(new Uint8Array(5 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'portrait.too-big' });
  const nobody = '00000000-0000-7000-8000-000000000000';
  await expect(save(await photo(), nobody)).rejects.toMatchObject({ code: 'staff.not-found' });
});
