import { botId } from './lookup.ts';
import type { Json, Message } from './model.ts';
import { presentMessage } from './present/message.ts';
import type { World } from './world.ts';

// What the app hears without anybody having called it: docs.slack.dev/reference/events

/** Wraps an event as the Events API delivers it and hands it over. */
export function emit(world: World, event: Json): string {
  const { team, bot } = world.cast;
  const eventId = world.newId('Ev');
  world.deliver('events_api', {
    token: 'playground-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: bot.app_id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: bot.user_id, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${eventId}`,
  });
  return eventId;
}

/** `message`, and `app_mention` when the text names the app in a channel. Only where the app is a member. */
export function emitMessage(world: World, message: Message): void {
  const kind = heardKind(world, message.channel);
  if (!kind) return;
  const shown = presentMessage(world, message);
  emit(world, { ...shown, channel: message.channel, event_ts: message.ts, channel_type: kind });
  if (kind !== 'im' && !message.byBot && message.text.includes(`<@${botId(world)}>`)) {
    const { subtype: _, ...rest } = shown;
    emit(world, { ...rest, type: 'app_mention', channel: message.channel, event_ts: message.ts });
  }
}

export function emitMessageChanged(world: World, message: Message, before: Message): void {
  const kind = heardKind(world, message.channel);
  if (!kind) return;
  const ts = world.nextTs();
  emit(world, {
    type: 'message',
    subtype: 'message_changed',
    message: presentMessage(world, message),
    previous_message: presentMessage(world, before),
    channel: message.channel,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: kind,
  });
}

export function emitMessageDeleted(world: World, message: Message): void {
  const kind = heardKind(world, message.channel);
  if (!kind) return;
  const ts = world.nextTs();
  emit(world, {
    type: 'message',
    subtype: 'message_deleted',
    previous_message: presentMessage(world, message),
    channel: message.channel,
    hidden: true,
    deleted_ts: message.ts,
    ts,
    event_ts: ts,
    channel_type: kind,
  });
}

export function emitReaction(
  world: World,
  type: 'reaction_added' | 'reaction_removed',
  message: Message,
  user: string,
  name: string,
): void {
  if (!heardKind(world, message.channel)) return;
  emit(world, {
    type,
    user,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: world.nextTs(),
  });
}

export function emitMembership(
  world: World,
  type: 'member_joined_channel' | 'member_left_channel',
  channel: string,
  user: string,
  inviter: string | null = null,
): void {
  emit(world, {
    type,
    user,
    channel,
    channel_type: channel.startsWith('G') ? 'G' : 'C',
    team: world.cast.team.id,
    ...(inviter ? { inviter } : {}),
    event_ts: world.nextTs(),
  });
}

/** How events call the channel, or null where the app is not a member and hears nothing. */
function heardKind(world: World, id: string): 'channel' | 'group' | 'im' | 'mpim' | null {
  const channel = world.state.channels[id];
  return channel?.members.includes(botId(world)) ? channel.kind : null;
}

export function emitPin(world: World, type: 'pin_added' | 'pin_removed', message: Message, user: string): void {
  const channel = world.state.channels[message.channel];
  const pins = channel?.pins.length ?? 0;
  emit(world, {
    type,
    user,
    channel_id: message.channel,
    item: {
      type: 'message',
      channel: message.channel,
      created_by: message.user,
      created: Math.floor(world.now() / 1000),
      message: presentMessage(world, message),
    },
    ...(type === 'pin_removed' ? { has_pins: pins > 0 } : {}),
    event_ts: world.nextTs(),
  });
}
