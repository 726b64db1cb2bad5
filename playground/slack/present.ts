import { findMessage } from './lookup.ts';
import type { Channel, FileRecord, Json, Message, User, View } from './model.ts';
import type { World } from './world.ts';

// Stored things as the Web API shows them.

export function botProfile(world: World): Json {
  const { bot, team } = world.cast;
  return {
    id: bot.bot_id,
    app_id: bot.app_id,
    user_id: bot.user_id,
    name: bot.name,
    icons: { image_36: '', image_48: '', image_72: '' },
    deleted: false,
    updated: world.state.users[bot.user_id]?.updated ?? 0,
    team_id: team.id,
  };
}

export function presentMessage(world: World, message: Message): Json {
  const { cast } = world;
  const shown: Json = { type: 'message' };
  if (message.subtype) shown.subtype = message.subtype;
  shown.user = message.user;
  shown.text = message.text;
  shown.ts = message.ts;
  shown.team = cast.team.id;
  if (message.clientMsgId) shown.client_msg_id = message.clientMsgId;
  if (message.byBot) {
    shown.bot_id = cast.bot.bot_id;
    shown.app_id = cast.bot.app_id;
    shown.bot_profile = botProfile(world);
    if (message.username) shown.username = message.username;
  }
  if (message.blocks) shown.blocks = message.blocks;
  if (message.attachments) shown.attachments = message.attachments;
  if (message.files.length > 0) {
    shown.files = message.files.flatMap((id) => {
      const file = world.state.files[id];
      return file ? [presentFile(world, file)] : [];
    });
    if (message.subtype === 'file_share') Object.assign(shown, { upload: false, display_as_bot: false });
  }
  if (message.edited) shown.edited = message.edited;
  if (message.metadata) shown.metadata = message.metadata;
  if (message.reactions.length > 0) shown.reactions = presentReactions(message);
  const pins = world.state.channels[message.channel]?.pins ?? [];
  if (pins.some((pin) => pin.ts === message.ts)) shown.pinned_to = [message.channel];
  Object.assign(shown, threadFields(world, message));
  return shown;
}

export function presentReactions(message: Message): Json[] {
  return message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length }));
}

function threadFields(world: World, message: Message): Json {
  if (message.threadTs) {
    const parent = findMessage(world, message.channel, message.threadTs);
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) };
  }
  if (message.replies.length === 0) return {};
  const users = new Set(message.replies.map((ts) => findMessage(world, message.channel, ts)?.user ?? ''));
  return {
    thread_ts: message.ts,
    reply_count: message.replies.length,
    reply_users_count: users.size,
    latest_reply: message.replies.at(-1),
    reply_users: [...users].slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}

export function presentChannel(world: World, channel: Channel): Json {
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
    return { ...shared, user: channel.user, is_user_deleted: user?.deleted ?? false, priority: 0, is_open: true };
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
    num_members: channel.members.length,
  };
}

export function presentUser(world: World, user: User, withLocale = false): Json {
  const [first = '', ...rest] = user.realName.split(' ');
  const profile = {
    title: user.title,
    phone: '',
    skype: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    first_name: first,
    last_name: rest.join(' '),
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: 'g0000000000',
    team: world.cast.team.id,
    ...(user.isBot
      ? { api_app_id: world.cast.bot.app_id, bot_id: user.botId, always_active: true }
      : { email: user.email }),
  };
  const shared = {
    id: user.id,
    team_id: world.cast.team.id,
    name: user.name,
    deleted: user.deleted,
    profile,
    is_bot: user.isBot,
    is_app_user: false,
    updated: user.updated,
  };
  if (user.deleted) return shared;
  return {
    ...shared,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetOf(user.tz, world.now()),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: !user.isBot,
    who_can_share_contact_card: 'EVERYONE',
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

const offsets = new Map<string, number>();

/** Seconds east of Greenwich; remembered, because asking Intl for 60 people is slow. */
function offsetOf(zone: string, now: number): number {
  const known = offsets.get(zone);
  if (known !== undefined) return known;
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  offsets.set(zone, offset);
  return offset;
}

export function presentFile(world: World, file: FileRecord): Json {
  const filetype = file.name.includes('.') ? (file.name.split('.').pop() ?? '').toLowerCase() : 'binary';
  const address = `${world.baseUrl}/slack/files/${world.cast.team.id}-${file.id}/${encodeURIComponent(file.name)}`;
  const inKind = (kind: Channel['kind']) =>
    [...new Set(file.shares.map((share) => share.channel))].filter((id) => world.state.channels[id]?.kind === kind);
  const image = file.mime.startsWith('image/');
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mime,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    user_team: world.cast.team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: inKind('channel').length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: `${address}?download=1`,
    media_display_type: file.mime.startsWith('video/') ? 'video' : file.mime.startsWith('audio/') ? 'audio' : 'unknown',
    ...(image ? { thumb_64: address, thumb_360: address, thumb_480: address } : {}),
    ...(file.altText ? { alt_txt: file.altText } : {}),
    permalink: `${world.baseUrl}/slack/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    comments_count: 0,
    is_starred: false,
    shares: presentShares(world, file),
    channels: inKind('channel'),
    groups: inKind('group'),
    ims: inKind('im'),
    has_more_shares: false,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

function presentShares(world: World, file: FileRecord): Json {
  const shares: Record<string, Record<string, Json[]>> = {};
  for (const { channel, ts } of file.shares) {
    const one = world.state.channels[channel];
    const side = one?.kind === 'channel' ? 'public' : 'private';
    shares[side] ??= {};
    const there = shares[side];
    there[channel] ??= [];
    there[channel]?.push({
      ts,
      channel_name: one?.name ?? '',
      team_id: world.cast.team.id,
      share_user_id: file.user,
      source: 'UNKNOWN',
      reply_users: [],
      reply_users_count: 0,
      reply_count: 0,
    });
  }
  return shares;
}

export function presentView(world: World, view: View): Json {
  const { body } = view;
  const { bot, team } = world.cast;
  const modal = view.type === 'modal';
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: body.private_metadata ?? '',
    callback_id: body.callback_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: modal ? body.title : { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: body.clear_on_close ?? false,
    notify_on_close: body.notify_on_close ?? false,
    close: body.close ?? null,
    submit: body.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: bot.app_id,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: bot.bot_id,
  };
}
