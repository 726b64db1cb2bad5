import type { ShownMessage } from './types.ts';

/** Neighbours of one `media_group_id` are one album; every other message stands alone. */
export function groupAlbums(messages: ShownMessage[]): ShownMessage[][] {
  const groups: ShownMessage[][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const album = message.media_group_id;
    if (last && album && last[0]?.media_group_id === album) last.push(message);
    else groups.push([message]);
  }
  return groups;
}
