import { readFileSync } from 'node:fs';

/** Somebody of the playground's cast who talks to the bot. */
export type CastPerson = {
  key: string;
  id: number;
  first_name: string;
  last_name?: string;
  language_code: string;
  phone: string;
};

/** Somebody of the cast who works in the Slack workspace. */
export type CastColleague = {
  key: string;
  id: string;
  real_name: string;
  email: string;
  locale: string;
  roles: string[];
  trade?: string;
  deleted?: boolean;
};

export type Cast = {
  telegram: { people: CastPerson[] };
  slack: { channels: { key: string; id: string }[]; colleagues: CastColleague[] };
};

/** The cast is data of the playground: whoever plays there is who the demo knows. */
export function readCast(): Cast {
  return JSON.parse(readFileSync(new URL('../../playground/cast.json', import.meta.url), 'utf8'));
}

/** The name as the person wrote it. */
export function nameOf(person: CastPerson): string {
  return [person.first_name, person.last_name].filter(Boolean).join(' ');
}
