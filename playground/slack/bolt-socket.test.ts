import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack, testCast, until } from './testing.ts';

let house: TestSlack;
let app: App;

beforeAll(async () => {
  house = await startTestSlack();
  const clientOptions = { slackApiUrl: house.root };
  const receiver = new SocketModeReceiver({
    appToken: testCast.appToken,
    logLevel: LogLevel.ERROR,
    // Also the wait before reconnecting.
    clientPingTimeout: 1000,
    installerOptions: { clientOptions },
  });
  app = new App({ token: testCast.bot.token, receiver, clientOptions, logLevel: LogLevel.ERROR });

  let winner: string | null = null;
  app.action('claim', async ({ ack, body, client }) => {
    await ack();
    const at = body as unknown as { channel: { id: string }; message: { ts: string }; user: { id: string } };
    if (winner === null) {
      winner = at.user.id;
      await client.chat.update({ channel: at.channel.id, ts: at.message.ts, text: `taken by ${winner}`, blocks: [] });
    } else {
      await client.chat.postEphemeral({ channel: at.channel.id, user: at.user.id, text: `<@${winner}> was faster` });
    }
  });
  app.action('resolve', async ({ ack, body, client }) => {
    await ack();
    const { trigger_id } = body as unknown as { trigger_id: string };
    await client.views.open({
      trigger_id,
      view: {
        type: 'modal',
        callback_id: 'report',
        title: { type: 'plain_text', text: 'Report' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'done',
            label: { type: 'plain_text', text: 'What was done' },
            element: { type: 'plain_text_input', action_id: 'words', min_length: 3 },
          },
        ],
      },
    });
  });
  app.view('report', async ({ ack, view, body, client }) => {
    const words = view.state.values.done?.words?.value ?? '';
    if (words === 'nothing') {
      await ack({ response_action: 'errors', errors: { done: 'Say what' } });
      return;
    }
    await ack();
    await client.chat.postMessage({ channel: 'C0WORK', text: `${body.user.id}: ${words}` });
  });
  app.message('ping', async ({ message, say }) => {
    await say({ text: 'pong', thread_ts: message.ts });
  });
  await app.start();
});

afterAll(async () => {
  await app.stop();
  // Bolt does not wait for its socket to close.
  await until(() => house.slack.snapshotForPage().connection.connections === 0);
  await house.stop();
});

async function postCard(): Promise<string> {
  const button = (action_id: string) => ({ type: 'button', action_id, text: { type: 'plain_text', text: action_id } });
  const posted = await house.call('chat.postMessage', {
    channel: 'C0WORK',
    text: 'A leak',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'A *leak*' } },
      { type: 'actions', elements: [button('claim'), button('resolve')] },
    ],
  });
  return posted.ts as string;
}

it('lets fifty people press one button over the wire', async () => {
  const ts = await postCard();
  const people = testCast.colleagues.slice(0, 50).map((one) => one.id);
  const acks = await Promise.all(
    people.map((user) => house.act({ do: 'click', user, channel: 'C0WORK', ts, actionId: 'claim', wait: 3000 })),
  );
  expect(acks.every((one) => one.ack !== null && one.failed === undefined)).toBe(true);
  const all = await until(() => {
    const now = house.messages();
    return now.filter((one) => one.ephemeralFor).length === 49 ? now : null;
  });
  expect(all.find((one) => one.ts === ts)?.text).toMatch(/^taken by U0P\d+$/);
});

it('opens a modal, shows its errors, and takes the second answer', async () => {
  const ts = await postCard();
  await house.act({ do: 'click', user: 'U0P1', channel: 'C0WORK', ts, actionId: 'resolve' });
  const [view] = await until(() => (house.views('U0P1').length ? house.views('U0P1') : null));
  const viewId = (view as Json).id;
  const fill = (words: string) => house.act({ do: 'submit', user: 'U0P1', viewId, values: { done: { words } } });
  expect(await fill('ok')).toMatchObject({ response_action: 'errors', byClient: true });
  expect(await fill('nothing')).toMatchObject({ response_action: 'errors', errors: { done: 'Say what' } });
  expect(house.views('U0P1')).toHaveLength(1);
  await fill('a new pipe');
  expect(house.views('U0P1')).toHaveLength(0);
  await until(() => house.messages().find((one) => one.text === 'U0P1: a new pipe'));
});

it('hears what people write and answers in the thread', async () => {
  const said = await house.act({ do: 'message', user: 'U0P2', channel: 'C0WORK', text: 'ping' });
  const answer = await until(() => house.messages().find((one) => one.text === 'pong'));
  expect(answer.thread_ts).toBe(said.ts);
});

it('comes back after Slack asked it to reconnect', async () => {
  expect(await house.act({ do: 'disconnect' })).toEqual({ connections: 1 });
  await house.act({ do: 'message', user: 'U0P3', channel: 'C0WORK', text: 'ping again' });
  const pongs = () => house.messages().filter((one) => one.text === 'pong');
  await until(() => pongs().length === 2, 12_000);
}, 15_000);
