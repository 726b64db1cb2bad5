import type { Channel, Json } from '../model.ts';
import type { World } from '../world.ts';

/** `listed` as in conversations.list; otherwise as a method about this one channel answers. */
export function presentChannel(world: World, channel: Channel, form: 'listed' | 'single' = 'single'): Json {
  const shared = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: world.cast.team.id,
    updated: channel.created * 1000,
  };
  if (channel.kind === 'im') {
    const user = world.state.users[channel.user ?? ''];
    const listed = { ...shared, user: channel.user, priority: 0 };
    return form === 'listed' ? { ...listed, is_user_deleted: user?.deleted ?? false } : { ...listed, is_open: true };
  }
  const hidden = channel.kind !== 'channel';
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_mpim: channel.kind === 'mpim',
    is_private: hidden,
    is_general: channel.name === 'general',
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    parent_conversation: null,
    unlinked: 0,
    creator: channel.creator,
    shared_team_ids: [world.cast.team.id],
    is_member: channel.members.includes(world.cast.bot.user_id),
    topic: channel.topic,
    purpose: channel.purpose,
    previous_names: [],
    ...(form === 'listed' ? { num_members: channel.members.length } : {}),
  };
}
