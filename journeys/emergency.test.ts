import { expect, inject, it } from 'vitest';
import { joinByCode } from './steps/join.ts';
import { openHouse } from './support/house.ts';
import { managerByLink } from './support/manager.ts';
import { findElement, shownIn } from './support/people.ts';

const channel = 'C0EMERGENCY';
/** Nobody of the demo: becomes the phone of a colleague on duty. */
const dutyPhone = 100103;

it('an emergency is followed from one tap to the end of its ladder, with the clock of the house standing still', async () => {
  const combination = { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' } as const;
  const house = await openHouse({ postgresUrl: inject('postgresUrl'), redisUrl: null }, combination);
  const { words, database, product } = house;
  const clock = async (body: object) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${product.url}/demo/clock`, init);
    expect(answer.ok).toBe(true);
  };
  try {
    const resident = await joinByCode(house);
    const manager = await managerByLink(product);
    const [timur] = await database.query<{ id: string }>(`select id from staff_member where slack_user_id = 'U0TIMUR'`);
    const { payload } = await manager.call<{ payload: string }>('POST', `/staff/${timur?.id}/telegram`);
    const duty = house.resident(dutyPhone);
    await duty.say(`/start ${payload}`);
    await duty.sees(words.says('resident.duty.linked'));

    // 02:30 in Moscow.
    await clock({ set: '2026-11-21T23:30:00Z' });
    await resident.press(words.label('resident.home.emergency'), words.text('resident.tabs.home'));
    await resident.sees(words.says('resident.danger.choose'));
    await resident.press(words.label('resident.danger.gas.name'));
    const first = await resident.sees(words.says('resident.danger.gas.call', { phones: '104 или 112' }));
    expect(first.text?.startsWith(words.text('resident.danger.gas.call', { phones: '104 или 112' }))).toBe(true);
    await resident.press(words.label('resident.danger.report'));
    const where = await resident.sees(words.says('resident.danger.where'));
    const number = Number(/№ (\d+)/.exec(where.text ?? '')?.[1]);

    await duty.sees(words.says('resident.duty.emergency-of', { number, what: 'Запах газа' }));
    const timurs = house.colleague('U0TIMUR');
    const card = await timurs.card(channel, number, words.says('slack.states.new'));
    expect(card.pings).toContain('U0TIMUR');
    expect(card.pings).not.toContain('U0SERGEY');
    expect(shownIn(card)).not.toMatch(/\+7999|Роман/);

    await resident.press(words.label('resident.danger.places.common-area'));
    await resident.send({ do: 'photo', count: 1, caption: 'Пахнет у лифта' });
    await resident.sees(words.says('resident.danger.passed-on', { number }));
    await timurs.sees(channel, /Пахнет у лифта/);

    const unclaimed = words.says('notices.emergency-unclaimed', { number, phones: '104 или 112' });
    const told = async () => (await resident.all(unclaimed)).length;
    await clock({ advance: 'PT4M' });
    expect(await told()).toBe(0);
    for (const [minutes, times] of [
      [1, 1],
      [10, 2],
      [15, 3],
      [30, 4],
    ] as const) {
      await clock({ advance: `PT${minutes}M` });
      await expect.poll(told, { timeout: 20_000 }).toBe(times);
    }
    // The ladder has an end: what is not taken in a day is told to nobody anew.
    await clock({ advance: 'P1D' });

    await duty.press(words.label('resident.duty.take'));
    await resident.sees(words.says('notices.ticket-claimed', { number }));
    const taken = await timurs.card(channel, number, /Тимур/);
    expect(findElement(taken.blocks, /^ticket-claim$/)).toBeNull();
    await timurs.click(channel, taken.ts, /^ticket-localise$/);
    await resident.sees(words.says('notices.ticket-localised', { number }));
    await clock({ advance: 'PT2H' });
    expect(await told()).toBe(4);
  } catch (error) {
    console.error(`the product said:\n${product.program.output().slice(-4000)}`);
    throw error;
  } finally {
    await house.close();
  }
});
