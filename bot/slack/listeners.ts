import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import type { JsonObject } from '#api/core/outbox.ts';
import { commands, deeds, forms, globalShortcuts, links, messageShortcuts, openers } from './actions.ts';
import { opensForm } from './command.ts';
import { type Desk, type Spot, tellAside } from './desk.ts';
import { onHomeOpened } from './home-tab.ts';
import type { Inline } from './inbox.ts';
import {
  idOf,
  readCommand,
  readGlobalShortcut,
  readHomeOpened,
  readShortcut,
  readSubmission,
  readTap,
  readThreadWords,
  type Tap,
} from './payloads.ts';
import { onThreadEdit, readThreadEdit } from './thread-edits.ts';
import { onThreadWords } from './thread-talk.ts';
import { asColleague, speechOf } from './who.ts';

/** Lets the app answer to everything a colleague can do. `keyOf` names the row that is worked on. */
export function listen(app: App, desk: Desk): void {
  for (const [actionId, deed] of Object.entries(deeds)) {
    app.action(actionId, ({ body, context }) =>
      onTap(desk, readTap(body), (tap, id) => deed(desk, tap, id, keyOf(context))),
    );
  }
  for (const [actionId, open] of Object.entries(openers)) {
    app.action(actionId, ({ body }) => onTap(desk, readTap(body), (tap, id) => open(desk, tap, id)));
  }
  for (const actionId of links) app.action(actionId, async () => {});
  app.action(isUnknownAction, ({ body }) => onStaleButton(desk, readTap(body).spot));
  for (const [name, form] of Object.entries(forms)) {
    app.view(name, ({ body }) => {
      const sent = readSubmission(body);
      return form.work(desk, sent, sent.key);
    });
  }
  for (const [name, open] of Object.entries(messageShortcuts)) {
    app.shortcut(name, ({ body }) => open(desk, readShortcut(body)));
  }
  for (const [name, open] of Object.entries(globalShortcuts)) {
    app.shortcut(name, ({ body }) => open(desk, readGlobalShortcut(body)));
  }
  for (const [name, run] of Object.entries(commands)) {
    app.command(name, ({ body, respond }) =>
      run(desk, readCommand(body), async (message) => {
        await respond({ response_type: 'ephemeral', ...message });
      }),
    );
  }
  app.event('message', async ({ event }) => {
    const words = readThreadWords(event);
    if (words) return onThreadWords(desk, words);
    const edit = readThreadEdit(event);
    if (edit) await onThreadEdit(desk, edit);
  });
  app.event('app_home_opened', async ({ event }) => {
    const userId = readHomeOpened(event);
    if (userId) await onHomeOpened(desk, userId);
  });
}

/** The events that mean something to us; all others are noise. */
const heard = [readThreadWords, readThreadEdit, readHomeOpened];

/** What is answered before the row is worked: forms are opened, and complained about. */
export function inlineOf(desk: Desk): Inline {
  return {
    isNoise: ({ event }) => event !== undefined && !heard.some((read) => read(event) !== null),
    isOpener(body) {
      const { type, actions, command, text } = opener.parse(body);
      if (type === 'message_action' || type === 'shortcut') return true;
      return (actions?.[0]?.action_id ?? '') in openers || opensForm(command, text);
    },
    async complain(body) {
      const sent = readSubmission(body);
      const { speech } = await speechOf(desk, sent.spot.userId);
      const wrong = (await forms[sent.modal]?.complain(desk, speech, sent)) ?? null;
      return wrong && Object.fromEntries(Object.entries(wrong).map(([name, words]) => [sent.blockOf(name), words]));
    },
    async ask(body) {
      const sent = readSubmission(body);
      const form = forms[sent.modal];
      if (!form?.ask) return null;
      const { speech } = await speechOf(desk, sent.spot.userId);
      return form.ask(desk, speech, sent);
    },
    async preview(body) {
      const sent = readSubmission(body);
      const form = forms[sent.modal];
      if (!form?.preview) return null;
      const { speech } = await speechOf(desk, sent.spot.userId);
      return form.preview(desk, speech, sent);
    },
    isPreview: (body) => readSubmission(body).modal === 'reply-to-all',
  };
}

/** Something of theirs could not be done after all tries: they are told, if Slack lets us. */
export async function tellGaveUp(desk: Desk, body: JsonObject): Promise<void> {
  const spot = spotOf(body);
  if (!spot) return;
  const { speech } = await speechOf(desk, spot.userId);
  await tellAside(desk, spot, speech.t('slack.refusals.unexpected'));
}

const opener = z.object({
  type: z.string().optional().catch(undefined),
  command: z.string().catch(''),
  text: z.string().catch(''),
  actions: z
    .array(z.object({ action_id: z.string() }))
    .optional()
    .catch(undefined),
});

const place = z.object({
  user: z.object({ id: z.string() }).optional().catch(undefined),
  user_id: z.string().optional(),
  channel: z.object({ id: z.string() }).optional().catch(undefined),
  channel_id: z.string().optional(),
  event: z.object({ user: z.string(), channel: z.string() }).optional().catch(undefined),
});

function spotOf(body: JsonObject): Spot | null {
  const { user, user_id, channel, channel_id, event } = place.parse(body);
  const userId = user?.id ?? user_id ?? event?.user;
  return userId ? { userId, channelId: channel?.id ?? channel_id ?? event?.channel ?? null } : null;
}

const isUnknownAction = new RegExp(`^(?!(?:${[...Object.keys(deeds), ...Object.keys(openers), ...links].join('|')})$)`);

async function onTap(desk: Desk, tap: Tap, work: (tap: Tap, id: string) => Promise<void>): Promise<void> {
  const id = idOf(tap.value.split(':').at(-1) ?? '');
  if (id) await work(tap, id);
  else await onStaleButton(desk, tap.spot);
}

/** A button of an older version of ours: nothing stays silent. */
async function onStaleButton(desk: Desk, spot: Spot): Promise<void> {
  await asColleague(desk, spot, ({ speech }) => tellAside(desk, spot, speech.t('slack.refusals.out-of-date')));
}

function keyOf(context: Context): string {
  const key: unknown = context.rowKey;
  if (typeof key !== 'string') throw new Error('a deed is only done from its row');
  return key;
}
