import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aBill, accountOf } from '#api/billing/disputes/testing.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { decideDispute } from '#api/flows/decide-dispute.ts';
import { aColleague } from '#api/residents/testing.ts';
import { aHouseWithFlat, aJoined, type Person } from '../testing.ts';

let house: TestHouse;
let anna: Person;
let bill: { id: string; lines: string[] };

beforeEach(async () => {
  house = await testCtx();
  const { unitId } = await aHouseWithFlat(house.ctx);
  anna = await aJoined(house.ctx, unitId);
  bill = await aBill(house.ctx, await accountOf(house.ctx, unitId), {
    ...{ issuedOn: '2026-11-20', dueOn: '2026-12-15' },
    lines: [
      ['Холодная вода', 123_45n],
      ['Отопление', 700_00n],
    ],
  });
});
afterEach(() => house.close());

const toBill = () => anna.press(`inv/${shortId(bill.id)}`);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('I do not agree', () => {
  it('is sent with two taps, and the bill says what is under question', async () => {
    await toBill();
    expect(plain(await anna.tap('Не согласен'))).toContain('напоминаний об этой части не будет');
    // There is no rest of a whole bill.
    expect(anna.text).not.toContain('Остальное в счёте');
    expect(plain(anna.text)).toContain('Под вопросом: 823,45 ₽');
    await anna.tap('Отправить');
    const [dispute] = await house.ctx.db.dispute.findMany({ include: { ticket: true } });
    expect(dispute).toMatchObject({ invoiceId: bill.id, lineIds: [], reason: 'other', disputedMinor: 823_45n });
    expect(anna.text).toContain(`№ ${dispute?.ticket.number}`);
    expect(plain(await toBill())).toContain('Под вопросом: 823,45 ₽');
    // Paying is offered as before, and so is taking it back.
    expect(anna.labels()).toContain(`Отозвать № ${dispute?.ticket.number}`);
  });

  it('is about the chosen line, with a reason, words and a photo', async () => {
    await toBill();
    await anna.tap('Не согласен');
    await anna.tap('Выбрать строки');
    await anna.tap('Холодная вода · 123,45 ₽'.replace(' ₽', '\u00a0₽'));
    expect(anna.labels().some((label) => label.startsWith('✔ Холодная вода'))).toBe(true);
    await anna.tap('Готово');
    await anna.tap('Указать причину');
    await anna.tap('Объём или показания');
    await anna.say('Счётчик стоит с августа');
    await anna.give({ kind: 'files', files: [aPhoto()], text: '' });
    expect(plain(anna.text)).toContain('Под вопросом: 123,45 ₽');
    expect(anna.text).toContain('Остальное в счёте оплачивается как обычно');
    await anna.tap('Отправить');
    const [dispute] = await house.ctx.db.dispute.findMany({ include: { ticket: { include: { attachments: true } } } });
    expect(dispute).toMatchObject({ lineIds: [bill.lines[0]], reason: 'volume', disputedMinor: 123_45n });
    expect(dispute?.ticket.text).toBe(
      'Не согласен со счётом за ноябрь: Холодная вода. Причина: Объём или показания.\nСчётчик стоит с августа',
    );
    expect(dispute?.ticket.attachments).toHaveLength(1);
  });

  it('about a bill that is looked at already is refused in words, and the form stays', async () => {
    for (const words of ['Слишком много', 'И всё-таки']) {
      await toBill();
      await anna.tap('Не согласен');
      await anna.say(words);
      await anna.tap('Отправить');
    }
    expect(anna.text + (anna.toast ?? '')).toContain('уже проверяют');
    expect(await house.ctx.db.dispute.count()).toBe(1);
    expect(await house.ctx.db.ticket.count()).toBe(1);
  });

  it('is taken back after a question, and the decision stands on the bill', async () => {
    await toBill();
    await anna.tap('Не согласен');
    await anna.tap('Отправить');
    await toBill();
    await anna.tap(anna.labels().find((label) => label.startsWith('Отозвать')) ?? '');
    await anna.tap('Да, отозвать');
    expect(anna.text).toContain('Несогласие отозвано');
    expect(plain(await toBill())).not.toContain('Под вопросом');
    await anna.tap('Не согласен');
    await anna.tap('Выбрать строки');
    await anna.tap(anna.labels().find((label) => label.startsWith('Отопление')) ?? '');
    await anna.tap('Готово');
    await anna.tap('Отправить');
    const open = await house.ctx.db.dispute.findFirstOrThrow({ where: { state: 'open' }, include: { ticket: true } });
    const galina = await aColleague(house.ctx, 'accountant');
    await decideDispute(house.ctx, galina, {
      ...{ disputeId: open.id, outcome: 'partial', acceptedMinor: 100_00n, answer: 'Пересчитали' },
    });
    const shown = plain(await toBill());
    expect(shown).toContain(`№ ${open.ticket.number}: принято частично, снято 100,00 ₽.`);
    expect(shown).toContain('Исправлено по вашему обращению: −100,00 ₽');
    expect(shown).toContain('723,45 ₽');
  });
});

it('asking is a request that withholds nothing', async () => {
  await toBill();
  await anna.tap('Спросить');
  await anna.say('Почему отопление дороже?');
  await anna.tap('Отправить');
  const [ticket] = await house.ctx.db.ticket.findMany();
  expect(ticket).toMatchObject({
    ...{ kind: 'billing', invoiceId: bill.id },
    text: 'Вопрос по счёту за ноябрь.\nПочему отопление дороже?',
  });
  expect(await house.ctx.db.dispute.count()).toBe(0);
});

function aPhoto() {
  return { kind: 'photo' as const, source: 'telegram' as const, sourceRef: 'AgAD-photo' };
}
