import { expect } from 'vitest';
import type { House } from '../support/house.ts';
import type { ResidentHand } from '../support/people.ts';

/** Readings of all meters in one message: a doubtful one first, which is asked about, then the right ones. */
export async function sendReadings(house: House, resident: ResidentHand): Promise<void> {
  const { words, database } = house;
  await resident.press(words.label('resident.meters.send-all'), words.text('resident.tabs.meters'));
  const asked = await resident.sees(words.says('resident.meters.how-all'));
  const right = exampleOf(asked.text ?? '');
  expect(right.length).toBeGreaterThanOrEqual(3);
  const before = await database.count(countReadings, [resident.chat]);

  await resident.say([`${Number(right[0]) + 150}`, ...right.slice(1)].join(' '));
  await resident.sees(words.says('resident.meters.understood'));
  await resident.press(words.label('resident.meters.right-send'));
  await resident.sees(words.says('resident.doubts.much-higher'));
  expect(await database.count(countReadings, [resident.chat])).toBe(before);
  await resident.press(words.label('resident.doubts.fix'));
  await resident.sees(words.says('resident.meters.how-all'));

  await resident.say(right.join(' '));
  await resident.sees(words.says('resident.meters.understood'));
  await resident.press(words.label('resident.meters.right-send'));
  const accepted = await resident.sees(words.says('resident.meters.accepted'));
  expect(accepted.text).toMatch(words.locale === 'ru' ? /ноябрь/ : /November/);
  expect(await database.count(countReadings, [resident.chat])).toBe(before + right.length);
}

const countReadings = `
  select count(*) from reading join meter on meter.id = reading.meter_id
   where meter.unit_id = (select unit_id from chat where address = $1::text)`;

/** The numbers of «Например: 339 356 207 12502/4176»: a little more than the last ones, meter by meter. */
function exampleOf(text: string): string[] {
  const line = /(?:Например|For example): (.+)/.exec(text)?.[1] ?? '';
  return line.trim().split(/\s+/);
}
