import { expect, inject, it } from 'vitest';
import { joinByCode } from './steps/join.ts';
import { openHouse } from './support/house.ts';
import { shownIn } from './support/people.ts';
import { eventually } from './support/processes.ts';

const channel = 'C0TECHNICAL';
const user = 'U0SERGEY';

it('an outage is announced from Slack in a few taps, and is known to the residents until it is restored', async () => {
  const combination = { queues: 'postgres', telegram: 'polling', slack: 'socket', locale: 'ru' } as const;
  const house = await openHouse({ postgresUrl: inject('postgresUrl'), redisUrl: null }, combination);
  const { words, playground, product } = house;
  try {
    const resident = await joinByCode(house);
    const home = await resident.sees(words.says('resident.join.connected-account'));
    const address = /ул\. [^,]+, \d+/.exec(home.text ?? '')?.[0] ?? '';

    const sergey = house.colleague(user);
    await playground.act({ surface: 'slack', user, do: 'command', channel, command: '/outage', text: address });
    const form = await eventually('the form is open', async () =>
      (await playground.slack(channel, user)).views[user]?.at(-1),
    );
    expect(JSON.stringify(form.blocks)).toContain(address);
    expect(await sergey.submit({ services: [] })).toHaveProperty('services');
    expect(await sergey.submit({ services: ['cold-water'], words: 'Прорвало стояк & <b>' })).toBeNull();

    const told = await resident.sees(words.says('notices.outage.emergency', { services: 'холодная вода' }));
    expect(told.text).toContain('Прорвало стояк & <b>');
    await resident.press(words.label('resident.home.report'), words.text('resident.tabs.home'));
    await resident.sees(words.says('resident.report.ask-kind'));
    await resident.press(words.label('resident.report.kinds.technical'));
    await resident.press(/^Вода$/);
    await resident.press(words.label('resident.report.places.common-area'));
    const known = await resident.sees(words.says('resident.known.title'));
    expect(known.text).toMatch(words.says('resident.outages.line', { services: 'холодная вода' }));
    await resident.press(words.label('resident.known.outage'));
    await resident.sees(words.says('resident.known.outage-then'));

    const title = words.says('slack.outage.title-emergency', { services: 'холодная вода' });
    const card = await sergey.sees(channel, title);
    expect(shownIn(card)).toContain('Прорвало стояк & <b>');
    await sergey.click(channel, card.ts, /^outage-restore$/);
    await resident.sees(words.says('notices.outage.restored', { services: 'холодная вода' }));
    await sergey.sees(channel, words.says('slack.outage.states.restored'));
  } catch (error) {
    console.error(`the product said:\n${product.program.output().slice(-4000)}`);
    throw error;
  } finally {
    await house.close();
  }
});
