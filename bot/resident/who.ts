import type { CompanyInfo } from '#api/company/company.ts';
import type { ResidentActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Flat } from '#api/residents/access.ts';
import type { ChatInfo } from '#api/residents/chats.ts';
import type { Locale, Translate } from '#locales/translate.ts';

/** Who is asking, for everybody in a chat: a stranger has no actor and no flats. */
export type Guest = {
  ctx: Ctx;
  chat: ChatInfo;
  company: CompanyInfo;
  locale: Locale;
  t: Translate;
  /** The name of the person as the messenger gives it: for greeting a stranger. */
  saidName: string;
  actor: ResidentActor | null;
  flats: Flat[];
  flat: Flat | null;
  modules: { meters: boolean };
  /** A form of theirs may lie open. */
  hasOpenForm: boolean;
  /** Unique for this update: deeds that write pass it on. */
  onceKey: string;
};

/** A guest who has joined and has at least one flat. */
export type Resident = Guest & { actor: ResidentActor; flat: Flat };

export function isResident(guest: Guest): guest is Resident {
  return guest.actor !== null && guest.flat !== null;
}
