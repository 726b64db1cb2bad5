import type { KnownBlock, PlainTextElement } from '@slack/types';

export interface SlackFile {
  id: string;
  name: string;
  title?: string;
  mimetype: string;
  size: number;
  /** Where this page may read it without a token. */
  url_person?: string;
}

/** A message as the transcript shows it. */
export interface SlackMessage {
  ts: string;
  channel: string;
  thread_ts?: string;
  user?: string;
  bot?: string;
  username?: string;
  subtype?: string;
  text: string;
  blocks: KnownBlock[];
  attachments: Array<{ color?: string; blocks?: KnownBlock[]; text?: string; fallback?: string }>;
  files: SlackFile[];
  reactions: Array<{ name: string; users: string[] }>;
  replies: number;
  broadcast?: boolean;
  edited?: object;
  deleted?: boolean;
  ephemeralFor?: string;
}

export interface SlackView {
  id: string;
  type: 'modal' | 'home';
  callback_id: string;
  hash: string;
  title?: PlainTextElement;
  submit?: PlainTextElement | null;
  close?: PlainTextElement | null;
  blocks: KnownBlock[];
  state: { values: Record<string, Record<string, Record<string, unknown>>> };
}

export interface SlackTranscript {
  messages: SlackMessage[];
  views: Record<string, SlackView[]>;
  homes: Record<string, SlackView>;
  pinned: string[];
}

/** What a person gives an element: an option's value, an id, a date, words; several where several fit. */
export type Plain = string | string[] | null;
