import { readFileSync } from 'node:fs';

export interface Person {
  key: string;
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code: string;
  phone: string;
  /** Has already pressed Start, so the bot may write first. */
  started?: boolean;
  /** A hint for whoever plays: who this is, in both languages of the page. */
  about?: { ru: string; en: string };
}

export interface Colleague {
  key: string;
  id: string;
  name: string;
  real_name: string;
  email: string;
  title: string;
  tz: string;
  locale: string;
  roles: string[];
  trade?: string;
  deleted?: boolean;
}

export interface CastChannel {
  key: string;
  id: string;
  name: string;
}

/** Everybody who lives in the playground. The file is data; other programs (a seed, a test) may read it too. */
export interface Cast {
  telegram: {
    bot: { id: number; token: string; username: string; first_name: string };
    people: Person[];
  };
  slack: {
    team: { id: string; name: string; domain: string };
    bot: { user_id: string; bot_id: string; name: string; token: string; app_id: string };
    appToken: string;
    signingSecret: string;
    channels: CastChannel[];
    colleagues: Colleague[];
  };
}

export function loadCast(): Cast {
  return JSON.parse(readFileSync(new URL('./cast.json', import.meta.url), 'utf8'));
}
