import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { formatMoney } from '../locales/format.ts';
import { amountsOf } from './steps/bills.ts';
import { joinByCode } from './steps/join.ts';
import { type House, openHouse } from './support/house.ts';
import { type ColleagueHand, type ResidentHand, shownIn } from './support/people.ts';
import { wordsOf } from './support/words.ts';

/** A disagreement from two taps under a bill to an adjusted balance, which the accountant decides in Slack. */

const words = wordsOf('ru');
const billing = 'C0BILLING';
let house: House;
let anna: ResidentHand;
let vera: ColleagueHand;

beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
  );
  anna = await joinByCode(house);
  vera = house.colleague('U0VERA');
});
afterAll(() => house?.close());

/** What the Payments tab says is to be paid; a new message each time it is asked for. */
async function owed(): Promise<number> {
  const tabs = words.says('resident.bills.how-to-pay');
  const before = (await anna.all(tabs)).length;
  await anna.say('💳 Платежи');
  await expect.poll(async () => (await anna.all(tabs)).length, { timeout: 20_000 }).toBeGreaterThan(before);
  return amountsOf((await anna.all(tabs)).at(-1)?.text ?? '')[0] ?? Number.NaN;
}

const inWords = (minor: number) => new RegExp(formatMoney('ru', BigInt(minor), 'RUB').replace(/\s/g, '\\s'));

describe('a disagreement with a bill', () => {
  it('is two taps, is decided by one button, and the balance is less by what was granted, once', async () => {
    const before = await owed();
    await anna.press(/^1$/);
    await anna.press(words.label('resident.disagree.button'));
    const preview = await anna.sees(words.says('resident.disagree.title'));
    const [disputed = 0] = amountsOf(preview.text ?? '');
    expect(disputed).toBeGreaterThan(0);
    await anna.press(words.label('resident.disagree.send'));
    const asked = await vera.sees(billing, words.says('slack.dispute.disputed', { sum: inText(disputed) }));
    expect(shownIn(asked)).toMatch(inWords(disputed));
    // Nothing is taken off before somebody has decided.
    expect(await owed()).toBe(before);
    await vera.click(billing, asked.ts, /^dispute-accept$/);
    await house.database.becomes('a decision', 1, `select count(*) from dispute where outcome = 'accepted'`);
    const told = await anna.sees(words.says('notices.dispute.accepted', { sum: inText(disputed) }));
    expect(told.text).toMatch(inWords(before));
    // It was all that was owed: nothing is left.
    expect(before).toBe(disputed);
    expect(told.text).toMatch(words.says('notices.dispute.even'));
    const granted = 'select count(*) from ledger_entry where kind = $1 and amount_minor = $2';
    expect(await house.database.count(granted, ['adjustment', -disputed])).toBe(1);
    await anna.say('💳 Платежи');
    await anna.sees(words.says('resident.money.even'));
  });
});

function inText(minor: number): string {
  return formatMoney('ru', BigInt(minor), 'RUB');
}
