import { expect } from 'vitest';
import type { House } from '../support/house.ts';
import { type ResidentHand, shownIn } from '../support/people.ts';
import { eventually } from '../support/processes.ts';
import { channel } from './claim.ts';
import type { Reported } from './report.ts';

const said = {
  ru: {
    question: 'С какой стороны течёт: из излива или под раковиной?',
    answer: 'Под раковиной, из гибкой подводки',
    note: 'Взял подводку 60 см, еду',
    report: 'Заменил гибкую подводку, проверил под давлением',
  },
  en: {
    question: 'Where does it leak: from the spout or under the sink?',
    answer: 'Under the sink, from the flexible hose',
    note: 'Took a 60 cm hose, on my way',
    report: 'Replaced the flexible hose, checked it under pressure',
  },
};

/** Need info: the resident is asked, answers with words and a photo, and it lands in the card's thread. */
export async function askAndAnswer(house: House, resident: ResidentHand, reported: Reported, ts: string, user: string) {
  const { words } = house;
  const { question, answer } = said[words.locale];
  const colleague = house.colleague(user);
  await colleague.open(channel, ts, /^ticket-need-info$/);
  expect(Object.values((await colleague.submit({ question: '👍' })) ?? {})).toHaveLength(1);
  expect(await colleague.submit({ question })).toBeNull();
  await colleague.card(channel, reported.number, words.says('slack.states.waiting-for-resident'));

  const asked = await resident.sees(words.says('notices.ticket-question'));
  expect(asked.text).toContain(question);
  await resident.press(words.label('resident.ticket.answer'));
  await resident.sees(words.says('resident.say.answer'));
  await resident.say(answer);
  await resident.sees(words.says('resident.say.sent'));
  await resident.send({ do: 'photo' });
  await resident.press(words.label('resident.form.done'));
  const landed = await colleague.sees(channel, new RegExp(answer));
  expect(landed.thread_ts).toBe(ts);
  await eventually('the photo of the answer is in the thread', async () => {
    const { messages } = await house.playground.slack(channel);
    return messages.some((one) => one.thread_ts === ts && (one.files?.length ?? 0) > 0);
  });
  await colleague.card(channel, reported.number, words.says('slack.states.claimed'));
}

/** A note of the colleagues' own, Start, and Resolve with a form that wants a report. */
export async function workAndResolve(
  house: House,
  resident: ResidentHand,
  reported: Reported,
  ts: string,
  user: string,
) {
  const { words, database } = house;
  const { note, report } = said[words.locale];
  const colleague = house.colleague(user);
  await colleague.write(channel, note, ts);
  await database.becomes(
    'the note is kept',
    1,
    `select count(*) from message where text = $1 and visibility = 'internal'`,
    [note],
  );
  await colleague.click(channel, ts, /^ticket-start$/);
  await colleague.card(channel, reported.number, words.says('slack.states.in-work'));

  const form = await colleague.open(channel, ts, /^ticket-resolve$/);
  expect(JSON.stringify(form.blocks)).toContain(note);
  expect(Object.values((await colleague.submit({ report: ':-)' })) ?? {})).toHaveLength(1);
  expect(await colleague.submit({ report })).toBeNull();
  await colleague.card(channel, reported.number, words.says('slack.states.resolved'));
  await resident.sees(
    words.says('notices.ticket-resolved', { number: reported.number, title: reported.text.split('\n')[0] }),
  );
}

/** The living card was edited in place from first to last; the resident accepts and rates, and Slack shows it. */
export async function acceptAndRate(house: House, resident: ResidentHand, reported: Reported, user: string) {
  const { words, database, playground } = house;
  const { note, report } = said[words.locale];
  const card = await eventually('the living card says that it is done', async () => {
    const { messages } = await playground.telegram(resident.chat);
    const shown = messages.find((one) => one.message_id === reported.cardId);
    return words.says('resident.states.resolved').test(shown?.text ?? '') ? shown : null;
  });
  expect(card.text).toContain(report);
  expect(card.text).toMatch(words.says('resident.steps.claimed'));

  await resident.press(words.label('resident.ticket.accept'));
  await resident.press(/^5$/);
  await eventually('the card shows the rating', async () => {
    const { messages } = await playground.telegram(resident.chat);
    return messages.some((one) => words.says('resident.ticket.your-rating', { rating: 5 }).test(one.text ?? ''));
  });
  await house
    .colleague(user)
    .card(channel, reported.number, words.says('slack.states.closed'), words.says('slack.card.rated', { rating: 5 }));
  const state = `select count(*) from ticket where id = $1 and status = 'closed' and rating = 5`;
  expect(await database.count(state, [reported.ticketId])).toBe(1);

  const { messages } = await playground.telegram(resident.chat);
  expect(messages.filter((one) => (one.text ?? '').includes(note))).toEqual([]);
  const inSlack = (await playground.slack(channel)).messages.map(shownIn).join('\n');
  expect(inSlack).not.toMatch(/\+?7999000/);
}
