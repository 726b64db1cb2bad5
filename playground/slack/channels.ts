import { emitMembership } from './events.ts';
import { botId } from './lookup.ts';
import { addMessage } from './messages.ts';
import type { Channel } from './model.ts';
import type { World } from './world.ts';

// What happens to a channel, whoever does it: the app through the Web API or a person through the control.

export function enterChannel(world: World, channel: Channel, user: string, inviter: string | null): void {
  channel.members.push(user);
  noteIn(world, channel, user, 'channel_join', `<@${user}> has joined the channel`);
  emitMembership(world, 'member_joined_channel', channel.id, user, inviter);
  told(world, channel);
}

export function leaveChannel(world: World, channel: Channel, user: string): void {
  const heard = channel.members.includes(botId(world));
  channel.members = channel.members.filter((one) => one !== user);
  noteIn(world, channel, user, 'channel_leave', `<@${user}> has left the channel`);
  if (heard) emitMembership(world, 'member_left_channel', channel.id, user);
  told(world, channel);
}

export function setTopic(world: World, channel: Channel, user: string, value: string): void {
  channel.topic = { value, creator: user, last_set: Math.floor(world.now() / 1000) };
  noteIn(world, channel, user, 'channel_topic', `<@${user}> set the channel topic: ${value}`);
  told(world, channel);
}

export function archive(world: World, channel: Channel, user: string): void {
  noteIn(world, channel, user, 'channel_archive', `<@${user}> archived the channel`);
  channel.archived = true;
  told(world, channel);
}

export function told(world: World, channel: Channel): void {
  world.touch();
  world.feed.tell({ type: 'channel', channel: channel.id });
}

function noteIn(world: World, channel: Channel, user: string, subtype: string, text: string): void {
  addMessage(world, { channel: channel.id, user, byBot: false, subtype, text });
}
