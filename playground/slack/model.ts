export type Json = Record<string, unknown>;

export type User = {
  id: string;
  name: string;
  realName: string;
  email: string;
  title: string;
  tz: string;
  locale: string;
  deleted: boolean;
  isBot: boolean;
  botId: string | null;
  updated: number;
};

export type Channel = {
  id: string;
  name: string;
  kind: 'channel' | 'group' | 'im' | 'mpim';
  /** The person on the other side of an `im`. */
  user: string | null;
  members: string[];
  topic: { value: string; creator: string; last_set: number };
  purpose: { value: string; creator: string; last_set: number };
  creator: string;
  created: number;
  archived: boolean;
  pins: { ts: string; user: string; created: number }[];
};

export type Message = {
  ts: string;
  channel: string;
  user: string;
  /** Posted through the Web API by the app, not typed by a person. */
  byBot: boolean;
  text: string;
  subtype: string | null;
  blocks: Json[] | null;
  attachments: Json[] | null;
  files: string[];
  threadTs: string | null;
  broadcast: boolean;
  edited: { user: string; ts: string } | null;
  edits: number;
  deleted: boolean;
  ephemeralFor: string | null;
  reactions: { name: string; users: string[] }[];
  /** On a parent: the timestamps of its replies, oldest first. */
  replies: string[];
  metadata: Json | null;
  username: string | null;
  clientMsgId: string | null;
};

export type StateValues = Record<string, Record<string, Json>>;

export type View = {
  id: string;
  /** Whose screen shows it. */
  user: string;
  type: 'modal' | 'home';
  body: Json;
  blocks: Json[];
  hash: string;
  externalId: string;
  rootId: string;
  previousId: string | null;
  /** What the person has chosen or typed so far. */
  values: StateValues;
  updates: number;
};

export type FileRecord = {
  id: string;
  name: string;
  title: string;
  mime: string;
  size: number;
  user: string;
  created: number;
  altText: string | null;
  /** Where it was shared: channel and message. */
  shares: { channel: string; ts: string }[];
  /** Bytes are in; `files.completeUploadExternal` was called. */
  state: 'waiting' | 'uploaded' | 'complete';
};

export type ResponseUrl = {
  id: string;
  channel: string;
  user: string;
  messageTs: string | null;
  threadTs: string | null;
  uses: number;
  createdAt: number;
};

export type State = {
  version: 1;
  /** The last message timestamp given out, in microseconds. */
  lastTs: number;
  lastId: number;
  users: Record<string, User>;
  channels: Record<string, Channel>;
  messages: Record<string, Message[]>;
  views: Record<string, View>;
  /** Open modals of a person, the visible one last. */
  stacks: Record<string, string[]>;
  homes: Record<string, View>;
  files: Record<string, FileRecord>;
  responseUrls: Record<string, ResponseUrl>;
  /** Where events are POSTed; null means Socket Mode. */
  eventsUrl: string | null;
};
