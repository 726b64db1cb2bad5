import type { World } from './world.ts';

export type PageSnapshot = {
  team: { id: string; name: string };
  bot: { user_id: string; name: string; app_id: string };
  connection: { mode: 'socket' | 'http'; connections: number; url?: string };
  channels: {
    id: string;
    name: string;
    is_im?: boolean;
    user?: string;
    is_archived?: boolean;
    /** The timestamp of the newest message everybody there can see. */
    latest: string | null;
    topic?: string;
    members: string[];
  }[];
  users: {
    id: string;
    name: string;
    locale: string;
    deleted: boolean;
    is_bot: boolean;
    profile: { real_name: string; title: string };
  }[];
};

/** What the page draws first; messages, views and homes it reads from the transcript. */
export function pageSnapshot(world: World, connections: number): PageSnapshot {
  const { cast, state } = world;
  return {
    team: { id: cast.team.id, name: cast.team.name },
    bot: { user_id: cast.bot.user_id, name: cast.bot.name, app_id: cast.bot.app_id },
    connection: {
      mode: state.eventsUrl ? 'http' : 'socket',
      connections,
      ...(state.eventsUrl ? { url: state.eventsUrl } : {}),
    },
    channels: Object.values(state.channels).map((channel) => ({
      id: channel.id,
      name: channel.name,
      is_im: channel.kind === 'im',
      ...(channel.user ? { user: channel.user } : {}),
      is_archived: channel.archived,
      latest: state.messages[channel.id]?.findLast((one) => !one.deleted && !one.ephemeralFor)?.ts ?? null,
      ...(channel.topic.value ? { topic: channel.topic.value } : {}),
      members: channel.members,
    })),
    users: Object.values(state.users).map((user) => ({
      id: user.id,
      name: user.name,
      locale: user.locale,
      deleted: user.deleted,
      is_bot: user.isBot,
      profile: { real_name: user.realName, title: user.title },
    })),
  };
}
