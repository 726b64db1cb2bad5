import { expect } from 'vitest';
import { readCast } from '../../prisma/seed/cast.ts';
import type { House } from '../support/house.ts';
import { findElement, shownIn } from '../support/people.ts';
import { eventually } from '../support/processes.ts';
import { wordsOf } from '../support/words.ts';
import type { Reported } from './report.ts';

export const channel = 'C0TECHNICAL';

/** The card in Slack: as typed, with photos, pinging nobody. Its message reference. */
export async function findCard(house: House, reported: Reported): Promise<string> {
  const { words } = house;
  const card = await house.colleague('U0SERGEY').card(channel, reported.number, words.says('slack.states.new'));
  const shown = shownIn(card);
  for (const line of reported.text.split('\n')) expect(shown).toContain(line);
  expect(card.pings ?? []).toEqual([]);
  expect(shown).not.toMatch(/\+7999|Роман|Nora/);
  await eventually('the card shows its photos', async () => {
    const { messages } = await house.playground.slack(channel);
    return JSON.stringify(messages.find((one) => one.ts === card.ts)?.blocks).split('slack_file').length === 4;
  });
  return card.ts;
}

/** Fifty colleagues press Claim at once: one wins, and 49 are told who it was, each in their language. The winner. */
export async function raceToClaim(house: House, reported: Reported, ts: string): Promise<string> {
  const { words, database, playground } = house;
  const technicians = readCast().slack.colleagues.filter((one) => one.roles.join() === 'technician' && !one.deleted);
  const racers = technicians.slice(0, 50);
  expect(racers.length).toBe(50);
  const { messages: shown } = await playground.slack(channel);
  const button = findElement(shown.find((one) => one.ts === ts)?.blocks, /^ticket-claim$/);
  // All fifty see the button before any of them presses it.
  const press = { surface: 'slack', do: 'click', channel, ts, actionId: 'ticket-claim', value: button?.value };
  await playground.act(racers.map(({ id }) => ({ ...press, user: id })));
  await database.becomes(
    'the ticket is claimed',
    1,
    `select count(*) from ticket where id = $1 and status = 'claimed'`,
    [reported.ticketId],
  );
  const [winner] = await database.query<{ slack: string; name: string }>(
    `select slack_user_id as slack, name from staff_member where id = (select assignee_id from ticket where id = $1)`,
    [reported.ticketId],
  );
  if (!winner) throw new Error('nobody won');
  const told = await eventually(
    '49 are told who was faster',
    async () => {
      const { messages } = await playground.slack(channel);
      const asides = messages.filter((one) => one.ephemeralFor);
      return asides.length >= 49 ? asides : null;
    },
    { seconds: 30 },
  );
  const name = winner.name.split(' ')[0];
  for (const racer of racers) {
    const mine = told.filter((one) => one.ephemeralFor === racer.id).map(shownIn);
    const locale = racer.locale.startsWith('ru') ? 'ru' : 'en';
    if (racer.id === winner.slack) expect(mine).toEqual([]);
    else expect(mine.join()).toMatch(wordsOf(locale).says('slack.claim.faster', { name, number: reported.number }));
  }
  const events = `select count(*) from ticket_event where ticket_id = $1 and kind = 'claimed'`;
  expect(await database.count(events, [reported.ticketId])).toBe(1);
  await house.colleague(winner.slack).card(channel, reported.number, words.says('slack.states.claimed'));
  return winner.slack;
}
