import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type House, openHouse } from './support/house.ts';
import { shownIn } from './support/people.ts';
import { wordsOf } from './support/words.ts';

const words = wordsOf('ru');
const frontDesk = 'C0FRONTDESK';
/** Two people of the company's list have this number: a father and a daughter in two flats, who share a telephone. */
const shared = '+79990007788';

let house: House;
beforeAll(async () => {
  house = await openHouse(
    { postgresUrl: inject('postgresUrl'), redisUrl: null },
    { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' },
    {
      before: (database) =>
        database.query(
          `update resident set phone = $1 where id in (
            select resident_id from occupancy where ends_on is null
              and resident_id not in (select resident_id from chat where resident_id is not null)
            order by id limit 2)`,
          [shared],
        ),
    },
  );
});
afterAll(() => house?.close());

async function sharesPhone(chat: number): Promise<ReturnType<House['resident']>> {
  const person = { first_name: 'Пётр', language_code: 'ru', phone: shared };
  await house.playground.act({ surface: 'telegram', chat, person, do: 'text', text: '/start' });
  const hand = house.resident(chat);
  await hand.sees(words.says('resident.join.hello'));
  await hand.press(words.label('resident.join.share-phone'));
  await hand.sees(words.says('resident.join.ask-phone'));
  await hand.send({ do: 'contact', own: true });
  await hand.sees(words.says('resident.join.sent-to-office'));
  return hand;
}

it('a number that fits two people goes to the office: declined from Slack, said in the chat, and nothing is open', async () => {
  const stranger = await sharesPhone(900_101);
  const tamara = house.colleague('U0TAMARA');
  const card = await tamara.sees(frontDesk, words.says('slack.join.ambiguous'));
  expect(shownIn(card)).not.toContain(shared);
  await tamara.click(frontDesk, card.ts, /^join-decline$/);
  await tamara.sees(frontDesk, words.says('slack.join.states.declined'));
  await stranger.sees(words.says('notices.join-declined'));
  await stranger.say('/home');
  await stranger.sees(words.says('resident.join.hello'));
});

it('approved from Slack with a flat, the stranger is at home', async () => {
  const stranger = await sharesPhone(900_102);
  const tamara = house.colleague('U0TAMARA');
  const card = await tamara.sees(frontDesk, words.says('slack.join.states.pending'));
  await tamara.open(frontDesk, card.ts, /^join-approve$/);
  expect(await tamara.submit({ flat: 'нигде, 999' })).toEqual({ flat: words.text('slack.join.no-such-flat') });
  expect(await tamara.submit({ flat: 'ул. Садовая, 12, 58', role: 'family' })).toBeNull();
  await tamara.sees(frontDesk, words.says('slack.join.states.approved'));
  await stranger.sees(/кв\. 58/);
});
