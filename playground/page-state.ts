import type { Cast } from './cast.ts';
import type { Change } from './live.ts';
import type { Slack } from './slack/slack.ts';
import type { Telegram } from './telegram/telegram.ts';
import type { Person } from './telegram/world.ts';

/** The left half of the page at a glance: who may write and what is new for them. */
export interface TelegramPage {
  bot: { id: number; username: string; first_name: string; description?: string };
  chats: Array<{
    /** The cast's people first, then strangers made by `person`. */
    person: Person & { about?: { ru: string; en: string } };
    blocked: boolean;
    /** Ids of the bot's newest messages, oldest first: the page counts the unread among them. */
    byBot: number[];
    /** As this person sees them: scope and language resolved. */
    commands: Array<{ command: string; description: string }>;
    /** The persistent reply keyboard now in force: Message objects do not carry it. */
    keyboard: object | null;
  }>;
}

/** The right half at a glance. */
export interface SlackPage {
  team: { id: string; name: string };
  bot: { user_id: string; name: string };
  /** Over sockets (how many are open) or signed HTTP. */
  connection: { mode: 'socket' | 'http'; connections: number };
  /** `recent`: timestamps of the newest messages outside of threads, oldest first. */
  channels: Array<{ id: string; name: string; is_im: boolean; user?: string; recent: string[] }>;
  users: Array<{
    id: string;
    name: string;
    real_name: string;
    title: string;
    /** What the cast says of this person's work, for the search. */
    roles: string[];
    deleted: boolean;
    is_bot: boolean;
  }>;
  app: AppManifest;
}

/** What an app's manifest tells a person of it. */
export interface AppManifest {
  commands: Array<{ command: string; description?: string }>;
  shortcuts: Array<{ callbackId: string; name: string; description?: string; type: 'global' | 'message' }>;
}

/** How many of the newest messages count towards a badge. */
const counted = 100;

export interface PageSource {
  telegram(): TelegramPage;
  slack(): SlackPage;
}

/**
 * Keeps what the two lists of the page need: the halves' own snapshots, and who wrote what lately, read from the
 * transcripts once and then followed through the events (a transcript of thousands is no thing to read ten times a
 * second).
 */
export function createPageSource(telegram: Telegram, slack: Slack, cast: Cast, manifest: object | null): PageSource {
  const byBot = createRecent<number>((chat) => {
    const { messages } = telegram.transcript({ chat }) as { messages: Array<TelegramMessage> };
    return messages.filter((one) => one.outgoing && !one.deleted).map((one) => one.message_id);
  });
  const inChannel = createRecent<string>((channel) => {
    const { messages } = slack.transcript({ channel }) as { messages: Array<SlackMessage> };
    return messages.filter(countsAsNew).map((one) => one.ts);
  });
  telegram.subscribe(({ type, chat }: Change) => {
    if (type === 'reset') byBot.forget();
    else if (chat !== undefined && (type === 'message' || type === 'delete')) byBot.forget(String(chat));
  });
  slack.subscribe(({ type, channel }: Change) => {
    if (type === 'reset') inChannel.forget();
    else if (channel !== undefined && /message|ephemeral/.test(type)) inChannel.forget(channel);
  });
  const app = readManifest(manifest);
  const aboutOf = new Map(cast.telegram.people.map((person) => [person.id, person.about]));
  const rolesOf = new Map(cast.slack.colleagues.map((one) => [one.id, one.roles]));
  const order = new Map(cast.telegram.people.map((person, index) => [person.id, index]));

  return {
    telegram() {
      const own = telegram.snapshotForPage();
      const chats = own.chats.map((chat) => ({
        person: { ...chat.person, about: aboutOf.get(chat.id) },
        blocked: chat.blocked,
        byBot: byBot.of(String(chat.id)),
        commands: [...chat.commands],
        keyboard: chat.keyboard?.markup ?? null,
      }));
      chats.sort((a, b) => (order.get(a.person.id) ?? 1e9) - (order.get(b.person.id) ?? 1e9));
      return { bot: own.bot, chats };
    },
    slack() {
      const own = slack.snapshotForPage();
      return {
        team: own.team,
        bot: own.bot,
        connection: own.connection,
        channels: own.channels.map(({ id, name, is_im = false, user }) => ({
          id,
          name,
          is_im,
          user,
          recent: inChannel.of(id),
        })),
        users: own.users.map(({ id, name, deleted, is_bot, profile }) => ({
          id,
          name,
          deleted,
          is_bot,
          real_name: profile.real_name,
          title: profile.title,
          roles: rolesOf.get(id) ?? [],
        })),
        app,
      };
    },
  };
}

interface TelegramMessage {
  message_id: number;
  outgoing: boolean;
  deleted?: boolean;
}

interface SlackMessage {
  ts: string;
  thread_ts?: string;
  broadcast?: boolean;
  deleted?: boolean;
  ephemeralFor?: string;
}

function countsAsNew(message: SlackMessage): boolean {
  const reply = message.thread_ts !== undefined && message.thread_ts !== message.ts && !message.broadcast;
  return !reply && !message.deleted && !message.ephemeralFor;
}

/** The newest ids of each place, read when asked for and forgotten when something changed there. */
function createRecent<T>(read: (place: string) => T[]) {
  const known = new Map<string, T[]>();
  return {
    of(place: string): T[] {
      let list = known.get(place);
      if (!list) {
        list = read(place).slice(-counted);
        known.set(place, list);
      }
      return list;
    },
    forget(place?: string) {
      if (place === undefined) known.clear();
      else known.delete(place);
    },
  };
}

/** The parts of a Slack app manifest a person meets; anything else in it is left alone. */
export function readManifest(manifest: object | null): AppManifest {
  const { features } = (manifest ?? {}) as { features?: ManifestFeatures };
  return {
    commands: (features?.slash_commands ?? []).map(({ command, description }) => ({ command, description })),
    shortcuts: (features?.shortcuts ?? []).map(({ callback_id, name, description, type }) => ({
      callbackId: callback_id,
      name,
      description,
      type,
    })),
  };
}

interface ManifestFeatures {
  slash_commands?: Array<{ command: string; description?: string }>;
  shortcuts?: Array<{ callback_id: string; name: string; description?: string; type: 'global' | 'message' }>;
}
