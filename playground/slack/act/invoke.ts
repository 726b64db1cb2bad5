import { isObject, text } from '../args.ts';
import type { Ack } from '../delivery.ts';
import { ActError, SlackError } from '../errors.ts';
import { emit } from '../events.ts';
import { getMessage, openDirect } from '../lookup.ts';
import type { Json } from '../model.ts';
import { presentMessage } from '../present/message.ts';
import { presentView } from '../present/view.ts';
import { newResponseUrl, respond } from '../response-urls.ts';
import type { World } from '../world.ts';
import { actor, interactionBase, needed, place } from './person.ts';
import { withAck } from './result.ts';

// A person starts something of the app: a command, a shortcut, its Home.

/** `/command text` in a channel (default: the direct conversation). The ack's body is shown as Slack shows it. */
export async function command(world: World, action: Json): Promise<Json> {
  const user = actor(world, action);
  const channel = action.channel === undefined ? openDirect(world, user.id) : place(world, action, user);
  const name = needed(action, 'command');
  if (!/^\/\S+$/.test(name)) throw new ActError('a command is one word that starts with /');
  const triggerId = world.triggers.issue(user.id);
  const responseUrl = newResponseUrl(world, { channel: channel.id, user: user.id });
  const { team, bot } = world.cast;
  const sent = world.deliver('slash_commands', {
    token: 'playground-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
    user_id: user.id,
    user_name: user.name,
    command: name,
    text: text(action, 'text') ?? '',
    api_app_id: bot.app_id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  });
  const shown = sent.acked.then((ack) => show(world, responseUrl, ack));
  return withAck(action, { ...sent, acked: shown }, { triggerId });
}

/** Text or a message in the ack of a command is posted: ephemeral unless `in_channel`. */
function show(world: World, responseUrl: string, ack: Ack): Ack {
  if (!ack.ok) return ack;
  const answer = typeof ack.payload === 'string' ? { text: ack.payload } : ack.payload;
  const to = world.state.responseUrls[responseUrl.split('/').pop() ?? ''];
  if (!to || !isObject(answer) || !(answer.text || answer.blocks || answer.attachments)) return ack;
  try {
    respond(world, to, answer);
  } catch (error) {
    // The person sees that the command failed; the app hears nothing.
    if (error instanceof SlackError) return { ok: false, error: 'dispatch_failed' };
    throw error;
  }
  return ack;
}

/** A global shortcut from the lightning menu. */
export async function shortcut(world: World, action: Json): Promise<Json> {
  const user = actor(world, action);
  const triggerId = world.triggers.issue(user.id);
  const sent = world.deliver('interactive', {
    type: 'shortcut',
    ...interactionBase(world, user),
    action_ts: world.nextTs(),
    callback_id: needed(action, 'callbackId'),
    trigger_id: triggerId,
  });
  return withAck(action, sent, { triggerId });
}

/** A shortcut from the menu of a message: message_action. */
export async function messageShortcut(world: World, action: Json): Promise<Json> {
  const user = actor(world, action);
  const channel = place(world, action, user);
  const message = getMessage(world, channel.id, needed(action, 'ts'));
  const triggerId = world.triggers.issue(user.id);
  const sent = world.deliver('interactive', {
    type: 'message_action',
    ...interactionBase(world, user),
    action_ts: world.nextTs(),
    callback_id: needed(action, 'callbackId'),
    trigger_id: triggerId,
    response_url: newResponseUrl(world, { channel: channel.id, user: user.id, message }),
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    message: presentMessage(world, message),
  });
  return withAck(action, sent, { triggerId });
}

/** Opens the app's Home tab: app_home_opened. */
export function openHome(world: World, action: Json): Json {
  const user = actor(world, action);
  const home = world.state.homes[user.id];
  const eventId = emit(world, {
    type: 'app_home_opened',
    user: user.id,
    channel: openDirect(world, user.id).id,
    tab: action.tab === 'messages' ? 'messages' : 'home',
    event_ts: world.nextTs(),
    ...(home ? { view: presentView(world, home) } : {}),
  });
  return { eventId };
}
