import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { expect } from 'vitest';
import { attachFiles, markStored } from '#api/conversations/attachments.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import type { Pump } from '#api/core/pump.ts';
import type { Desk } from './desk.ts';
import { createInbox } from './inbox.ts';
import { inlineOf, listen, tellGaveUp } from './listeners.ts';

type Args = Record<string, unknown> & {
  channel?: string;
  user?: string;
  ts?: string;
  thread_ts?: string;
  text?: string;
};
export type Call = { method: string; args: Args };

/** A Slack that writes down what it is asked; `refuse` makes a method fail as long as it gives a code. */
export function fakeSlack() {
  const calls: Call[] = [];
  const refusals = new Map<string, (args: Args) => string | Error | null>();
  let count = 0;
  const answer = (method: string, result: (args: Args) => object = () => ({})) => {
    return async (args: Args = {}) => {
      const refused = refusals.get(method)?.(args) ?? null;
      if (refused instanceof Error) throw refused;
      if (refused) throw new WebAPIPlatformError({ ok: false, error: refused });
      calls.push({ method, args });
      return { ok: true, ...result(args) };
    };
  };
  const next = () => {
    count += 1;
    return count;
  };
  const newTs = () => `17.${String(next()).padStart(4, '0')}`;
  /** What stands in every channel, and in every thread. */
  const threads: object[] = [];
  const replies: object[] = [];
  const client = {
    chat: {
      postMessage: answer('chat.postMessage', ({ thread_ts, metadata }) => {
        const ts = newTs();
        if (metadata) (thread_ts ? replies : threads).unshift({ ts, bot_id: 'B1', metadata });
        return { ts };
      }),
      postEphemeral: answer('chat.postEphemeral'),
      update: answer('chat.update'),
    },
    conversations: {
      history: answer('conversations.history', () => ({ messages: [...threads] })),
      replies: answer('conversations.replies', () => ({ messages: replies })),
      join: answer('conversations.join'),
      // What cannot be posted to is what Slack says about it.
      info: answer('conversations.info', ({ channel }) => {
        const refused = refusals.get('chat.postMessage')?.({ channel: channel ?? '' }) ?? null;
        if (refused instanceof Error) throw refused;
        if (refused && refused !== 'is_archived') throw new WebAPIPlatformError({ ok: false, error: refused });
        return { channel: { id: channel, is_archived: refused === 'is_archived' } };
      }),
    },
    files: {
      uploadV2: answer('files.uploadV2', () => ({ files: [{ files: [{ id: `F${next()}` }] }] })),
      info: answer('files.info', ({ file }) => ({
        file: { id: file, name: 'a.png', size: 70, url_private_download: `https://files.example/${file}` },
      })),
    },
    users: {
      info: answer('users.info', ({ user }) => ({
        user: { id: user, profile: { real_name: 'Nina New', email: 'nina@example.com' } },
      })),
    },
    views: { open: answer('views.open'), update: answer('views.update'), publish: answer('views.publish') },
  };
  return {
    client: client as unknown as WebClient,
    calls,
    threads,
    replies,
    of: (method: string) => calls.filter((call) => call.method === method).map((call) => call.args),
    refuse: (method: string, why: (args: Args) => string | Error | null) => refusals.set(method, why),
  };
}

export type FakeSlack = ReturnType<typeof fakeSlack>;

export function aDesk(ctx: Ctx, slack: FakeSlack): Desk {
  const pace = { turn: async () => {}, pause: () => {} };
  const addresses = { adminUrl: 'https://cosy.example/admin', workspaceUrl: 'https://cosy.slack.example/' };
  return { ctx, client: slack.client, pace, shelf: new Map(), open: new Set(), ...addresses };
}

/** The app behind its inbox, told things as a receiver would; `tell` gives back what was acknowledged. */
export function anApp(desk: Desk) {
  let processEvent: (event: ReceiverEvent) => Promise<void> = async () => {};
  const receiver: Receiver = {
    init: (app) => {
      processEvent = (event) => app.processEvent(event);
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
  const inbox = createInbox(desk.ctx, inlineOf(desk), (body) => tellGaveUp(desk, body));
  const app = new App({
    authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'UBOT' }),
    receiver: inbox.guard(receiver),
  });
  app.error(async (error) => {
    throw error;
  });
  listen(app, desk);
  return {
    inbox,
    async tell(body: object, envelopeId?: string): Promise<unknown> {
      let acked: unknown = 'nothing';
      const ack = async (response?: unknown) => {
        acked = response;
      };
      const event = { body: body as never, ack, ...(envelopeId ? { customProperties: { envelopeId } } : {}) };
      await processEvent(event as ReceiverEvent);
      return acked;
    },
  };
}

const team = { id: 'T1', domain: 'cosy' };
let triggers = 0;

/** The same, pressed in a modal that the bot opened: what else stands in it by block. */
export function aTapInside(
  user: string,
  actionId: string,
  value: string,
  modal: { name: string; id: string; viewId?: string; values?: Record<string, unknown> },
) {
  const { channel: _, ...tap } = aTap(user, actionId, value);
  const { view } = aSubmission(user, modal.name, modal.id, modal.values ?? {}, modal.viewId ?? 'V1');
  return { ...tap, view };
}

/** Somebody pressed a button of a message in a channel. */
export function aTap(user: string, actionId: string, value: string, channel = 'C1') {
  triggers += 1;
  return {
    ...{ type: 'block_actions', team, user: { id: user }, channel: { id: channel }, trigger_id: `t${triggers}` },
    actions: [{ type: 'button', action_id: actionId, block_id: `block:${value}`, value }],
  };
}

/** Somebody sent a form: values by block. */
export function aSubmission(user: string, form: string, id: string, values: Record<string, unknown>, viewId = 'V1') {
  triggers += 1;
  const state = Object.entries(values).map(([block, value]) => [block, { [block]: value }]);
  return {
    ...{ type: 'view_submission', team, user: { id: user }, trigger_id: `t${triggers}` },
    view: {
      ...{ id: viewId, type: 'modal', callback_id: form },
      blocks: Object.keys(values).map((block) => ({ type: 'input', block_id: block, element: { action_id: block } })),
      private_metadata: JSON.stringify({ id, channelId: 'C1' }),
      state: { values: Object.fromEntries(state) },
    },
  };
}

/** Somebody wrote; in a thread when `thread` is given. */
export function aMessage(user: string, text: string, ts: string, thread?: string, more: object = {}) {
  const event = { type: 'message', channel: 'C1', user, text, ts, ...(thread ? { thread_ts: thread } : {}), ...more };
  return { type: 'event_callback', team_id: 'T1', event_id: `Ev${ts}`, event };
}

/** Keeps a part of the door running until `what` holds, and then until `then` is done. */
export async function during(pump: Pump, what: () => unknown, then: () => unknown = () => {}): Promise<void> {
  const poke = setInterval(() => pump.wake(), 50);
  await expect.poll(what, { timeout: 15_000 }).toBeTruthy();
  await then();
  clearInterval(poke);
  await pump.stop();
}

/** The smallest picture there is. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/** Files a resident sent with a ticket, of which we hold copies. */
export async function storeFiles(
  ctx: Ctx,
  ticketId: string,
  kind: 'photo' | 'voice',
  count: number,
): Promise<string[]> {
  const files = Array.from({ length: count }, (_, n) => ({
    ...{ kind, source: 'telegram' as const, sourceRef: `${ticketId}:${kind}:${n}` },
  }));
  const ids = await inTransaction(ctx, (tx) => attachFiles(tx, { owner: { ticketId }, purpose: 'problem', files }));
  const bytes = kind === 'photo' ? png : Buffer.from('OggS\0\u0002 a voice');
  for (const id of ids) await markStored(ctx, id, { bytes });
  return ids;
}
