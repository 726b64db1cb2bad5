import type { Channel, FileRecord, Json } from '../model.ts';
import type { World } from '../world.ts';

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
