import { type Args, flag, idList, needText, text } from '../args.ts';
import { archive, enterChannel, leaveChannel, setTopic, told } from '../channels.ts';
import { SlackError } from '../errors.ts';
import { botId, getChannel, openDirect } from '../lookup.ts';
import { bot, type Method } from '../method.ts';
import type { Channel } from '../model.ts';
import { presentChannel } from '../present/channel.ts';
import { newChannel } from '../seed.ts';
import type { World } from '../world.ts';

export const conversationEditMethods: Record<string, Method> = {
  'conversations.join': bot((world, args) => {
    const channel = getChannel(world, needText(args, 'channel'));
    if (channel.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type');
    if (channel.archived) throw new SlackError('is_archived');
    if (channel.members.includes(botId(world))) {
      return {
        channel: presentChannel(world, channel),
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      };
    }
    enterChannel(world, channel, botId(world), null);
    return { channel: presentChannel(world, channel) };
  }),

  'conversations.leave': bot((world, args) => {
    const channel = getChannel(world, needText(args, 'channel'));
    if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
    if (!channel.members.includes(botId(world))) return { not_in_channel: true };
    leaveChannel(world, channel, botId(world));
    return {};
  }),

  'conversations.open': bot((world, args) => {
    const id = text(args, 'channel');
    const users = idList(args, 'users');
    if (id === null && users.length === 0) throw new SlackError('users_list_not_supplied');
    const user = id === null ? users[0] : getChannel(world, id).user;
    if (users.length > 1) return openGroup(world, users);
    const person = world.state.users[user ?? ''];
    if (!person || person.isBot) throw new SlackError('user_not_found');
    if (person.deleted) throw new SlackError('user_disabled');
    const known = world.state.channels[`D${person.id.slice(1)}`] !== undefined;
    const channel = openDirect(world, person.id);
    if (!known) told(world, channel);
    return {
      ...(known ? { no_op: true, already_open: true } : {}),
      channel: flag(args, 'return_im') ? presentChannel(world, channel) : { id: channel.id },
    };
  }),

  'conversations.create': bot((world, args) => {
    const name = needText(args, 'name');
    if (name.length > 80) throw new SlackError('invalid_name_maxlength');
    if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) throw new SlackError('invalid_name_specials');
    if (Object.values(world.state.channels).some((one) => one.name === name)) throw new SlackError('name_taken');
    const hidden = flag(args, 'is_private');
    const channel = newChannel({
      id: world.newId('C'),
      name,
      kind: hidden ? 'group' : 'channel',
      creator: botId(world),
      members: [botId(world)],
      created: Math.floor(world.now() / 1000),
    });
    world.state.channels[channel.id] = channel;
    told(world, channel);
    return { channel: presentChannel(world, channel) };
  }),

  'conversations.archive': bot((world, args) => {
    const channel = mine(world, args);
    if (channel.name === 'general') throw new SlackError('cant_archive_general');
    if (channel.archived) throw new SlackError('already_archived');
    archive(world, channel, botId(world));
    return {};
  }),

  'conversations.unarchive': bot((world, args) => {
    const channel = getChannel(world, needText(args, 'channel'));
    if (!channel.archived) throw new SlackError('not_archived');
    channel.archived = false;
    told(world, channel);
    return {};
  }),

  'conversations.invite': bot((world, args) => {
    const channel = mine(world, args);
    if (channel.archived) throw new SlackError('is_archived');
    const users = idList(args, 'users');
    if (users.length === 0) throw new SlackError('no_user');
    const errors = users.flatMap((user) => {
      const error = whyNotInvited(world, channel, user);
      return error ? [{ user, ok: false, error }] : [];
    });
    const [first] = errors;
    if (first && !(flag(args, 'force') && errors.length < users.length)) throw new SlackError(first.error, { errors });
    for (const user of users) {
      if (!whyNotInvited(world, channel, user)) enterChannel(world, channel, user, botId(world));
    }
    return { channel: presentChannel(world, channel) };
  }),

  'conversations.kick': bot((world, args) => {
    const channel = mine(world, args);
    const user = needText(args, 'user');
    if (user === botId(world)) throw new SlackError('cant_kick_self');
    if (!channel.members.includes(user)) throw new SlackError('not_in_channel');
    leaveChannel(world, channel, user);
    return {};
  }),

  'conversations.setTopic': bot((world, args) => {
    const channel = mine(world, args);
    const topic = text(args, 'topic') ?? '';
    if (topic.length > 250) throw new SlackError('too_long');
    if (channel.archived) throw new SlackError('is_archived');
    setTopic(world, channel, botId(world), topic);
    return { channel: presentChannel(world, channel) };
  }),

  'conversations.setPurpose': bot((world, args) => {
    const channel = mine(world, args);
    const value = text(args, 'purpose') ?? '';
    if (value.length > 250) throw new SlackError('too_long');
    channel.purpose = { value, creator: botId(world), last_set: Math.floor(world.now() / 1000) };
    told(world, channel);
    return { channel: presentChannel(world, channel) };
  }),
};

/** A channel the app is in and may change. Refuses `channel_not_found`, `not_in_channel` and direct conversations. */
function mine(world: World, args: Args): Channel {
  const channel = getChannel(world, needText(args, 'channel'));
  if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
  if (!channel.members.includes(botId(world))) throw new SlackError('not_in_channel');
  return channel;
}

function whyNotInvited(world: World, channel: Channel, user: string): string | null {
  const person = world.state.users[user];
  if (!person || person.deleted) return 'user_not_found';
  if (user === botId(world)) return 'cant_invite_self';
  return channel.members.includes(user) ? 'already_in_channel' : null;
}

function openGroup(world: World, users: readonly string[]) {
  if (users.length > 8) throw new SlackError('too_many_users');
  for (const user of users) if (!world.state.users[user]) throw new SlackError('user_not_found');
  const members = [...new Set([...users, botId(world)])].sort();
  const known = Object.values(world.state.channels).find(
    (one) => one.kind === 'mpim' && [...one.members].sort().join() === members.join(),
  );
  if (known) return { no_op: true, already_open: true, channel: { id: known.id } };
  const names = members.map((id) => world.state.users[id]?.name ?? id);
  const channel = newChannel({
    id: world.newId('G'),
    name: `mpdm-${names.join('--')}-1`,
    kind: 'mpim',
    creator: botId(world),
    members,
    created: Math.floor(world.now() / 1000),
  });
  world.state.channels[channel.id] = channel;
  told(world, channel);
  return { channel: { id: channel.id } };
}
