import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands, deeds, forms, globalShortcuts, messageShortcuts, openers } from './actions.ts';
import manifest from './manifest.json' with { type: 'json' };

/** What each method needs: https://docs.slack.dev/reference/methods. Those without a scope need a token only. */
const scopesOf: Record<string, string[]> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'files.info': ['files:read'],
  'files.uploadV2': ['files:write'],
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** What each event needs: https://docs.slack.dev/reference/events */
const scopesOfEvents: Record<string, string | null> = {
  app_home_opened: null,
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
};

const folder = import.meta.dirname;
const code = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

const called = new Set([...code.matchAll(/\bclient\s*\.(\w+\.\w+)\(/g)].map((match) => match[1] ?? ''));

it('asks for every scope that the methods, events and commands of the code need, and for no other', () => {
  expect([...called].filter((method) => !(method in scopesOf))).toEqual([]);
  expect(called.size).toBe(Object.keys(scopesOf).length);
  const events = manifest.settings.event_subscriptions.bot_events;
  expect(events.filter((event) => !(event in scopesOfEvents))).toEqual([]);
  const needed = new Set([
    ...[...called].flatMap((method) => scopesOf[method] ?? []),
    ...events.flatMap((event) => scopesOfEvents[event] ?? []),
    'commands',
    // A person who is not in the channel is answered in our direct conversation.
    'im:write',
  ]);
  expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
});

it('subscribes to the events the code hears, and to no other', () => {
  const heard = [...code.matchAll(/app\.event\('(\w+)'/g)].map((match) => match[1]);
  const subscribed = manifest.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]);
  expect(new Set(heard)).toEqual(new Set(subscribed));
});

it('declares the commands and shortcuts the code answers, and no other', () => {
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(Object.keys(commands));
  expect(manifest.features.shortcuts.map(({ callback_id, type }) => `${type} ${callback_id}`)).toEqual([
    ...Object.keys(globalShortcuts).map((name) => `global ${name}`),
    ...Object.keys(messageShortcuts).map((name) => `message ${name}`),
  ]);
});

it('hears buttons and forms, on Socket Mode by default, with a place for direct answers', () => {
  expect(manifest.settings).toMatchObject({ interactivity: { is_enabled: true }, socket_mode_enabled: true });
  expect(manifest.features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true });
});

it('has a button or a menu for everything it answers', () => {
  for (const actionId of [...Object.keys(deeds), ...Object.keys(openers)]) {
    expect(code).toMatch(new RegExp(`'${actionId}'[,\\]]`));
  }
  for (const name of Object.keys(forms)) {
    expect(code).toMatch(new RegExp(`modal\\(speech, (?:'${name}'|\`${name.split('-')[0]}-\\$)`));
  }
});
