import { expect } from 'vitest';
import type { House } from '../support/house.ts';
import type { ResidentHand } from '../support/people.ts';

const complaints = {
  ru: 'Течёт кран на кухне\nКапает с утра, <!channel> ведро наполовину полное & <b>',
  en: 'Kitchen tap leaks\nDrips since morning, <!channel> the bucket is half full & <b>',
};

export type Reported = { ticketId: string; number: number; text: string; cardId: number };

/** A leak with an album of three photos and words; the answer is the living card with its number. */
export async function reportLeak(house: House, resident: ResidentHand): Promise<Reported> {
  const { words, database } = house;
  const text = complaints[words.locale];
  await resident.press(words.label('resident.service.new'), words.text('resident.tabs.service'));
  await resident.sees(words.says('resident.report.ask-kind'));
  await resident.press(words.label('resident.report.kinds.technical'));
  await resident.sees(words.says('resident.report.ask-category'));
  await resident.press(words.locale === 'ru' ? /^Вода$/ : /^Water$/);
  await resident.sees(words.says('resident.report.ask-place'));
  await resident.press(words.label('resident.report.places.flat'));
  await resident.sees(words.says('resident.report.ask-story'));
  await resident.send({ do: 'photo', count: 3, caption: text });
  const check = await resident.sees(words.says('resident.report.check-hint'));
  expect(check.text).toContain(text);
  expect(check.text).toMatch(words.says('resident.files.photo', { count: 3 }));
  const toast = await resident.press(words.label('resident.report.send'));
  expect(toast?.text).toMatch(words.says('resident.report.sent'));
  const card = await resident.sees(words.says('resident.next.new-technical'));
  const number = Number(/№ (\d+)/.exec(card.text ?? '')?.[1]);
  expect(card.text).toMatch(words.says('resident.states.new'));

  const [ticket, ...others] = await database.query<{ id: string }>('select id from ticket where number = $1', [number]);
  if (!ticket || others.length > 0) throw new Error(`№ ${number} is not one ticket`);
  await database.becomes(
    'the three photos are stored',
    3,
    `select count(*) from attachment where ticket_id = $1 and state = 'stored'`,
    [ticket.id],
  );
  return { ticketId: ticket.id, number, text, cardId: card.message_id };
}
