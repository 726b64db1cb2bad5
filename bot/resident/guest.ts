import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import type { ResidentActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { monotonicMs } from '#api/core/time.ts';
import { listMyFlats } from '#api/residents/access.ts';
import { type ChatInfo, findChat, openCaller } from '#api/residents/chats.ts';
import { nearestLocale, translator } from '#locales/translate.ts';
import type { Guest } from './who.ts';

/** Who wrote: the chat as the messenger names it, and what it says about the person. */
export type Caller = { key: string; address: string; messenger: 'telegram'; languageCode?: string; saidName: string };

/** How long the company's own facts are taken as read before, in ms of real time: every update needs them, and they hardly change. */
const freshMs = 2000;

type House = { company: Guest['company']; modules: Guest['modules']; readAt: number };
const houses = new WeakMap<Ctx['db'], House>();

async function readHouse(ctx: Ctx): Promise<House> {
  const known = houses.get(ctx.db);
  if (known && monotonicMs() - known.readAt < freshMs) return known;
  const [company, modules] = await Promise.all([getCompany(ctx), getSetting(ctx, 'modules')]);
  const house = { company, modules, readAt: monotonicMs() };
  houses.set(ctx.db, house);
  return house;
}

/** Finds out who is asking, in one statement: opens the chat, and reads the flats that are theirs today. */
export async function greet(ctx: Ctx, caller: Caller): Promise<Guest> {
  const { company, modules } = await readHouse(ctx);
  const { chat, flats, hasOpenForm } = await openCaller(ctx, {
    messenger: caller.messenger,
    address: caller.address,
    locale: nearestLocale(caller.languageCode, company.locale),
  });
  return asGuest({ ctx, chat, flats, company, modules, hasOpenForm, saidName: caller.saidName, onceKey: caller.key });
}

/** The guest behind a known chat: for what is sent without being asked. */
export async function guestOf(
  ctx: Ctx,
  chat: ChatInfo,
  said: { saidName?: string; onceKey?: string } = {},
  company?: Guest['company'],
): Promise<Guest> {
  const actor: ResidentActor | null = chat.residentId ? { kind: 'resident', residentId: chat.residentId } : null;
  const [about, modules, flats] = await Promise.all([
    company ?? getCompany(ctx),
    getSetting(ctx, 'modules'),
    actor ? listMyFlats(ctx, actor) : [],
  ]);
  return asGuest({
    ctx,
    chat,
    flats,
    company: about,
    modules,
    hasOpenForm: true,
    saidName: said.saidName,
    onceKey: said.onceKey,
  });
}

type Known = Pick<Guest, 'ctx' | 'chat' | 'flats' | 'company' | 'modules' | 'hasOpenForm'> & {
  saidName?: string | undefined;
  onceKey?: string | undefined;
};

function asGuest({ chat, flats, ...known }: Known): Guest {
  return {
    ...known,
    chat,
    flats,
    locale: chat.locale,
    t: translator(chat.locale),
    saidName: known.saidName ?? chat.resident?.givenName ?? '',
    actor: chat.residentId ? { kind: 'resident', residentId: chat.residentId } : null,
    flat: flats.find((flat) => flat.unitId === chat.unitId) ?? flats[0] ?? null,
    onceKey: known.onceKey ?? '',
  };
}

/** The same person after something about them changed: they joined, chose a flat or a language, or left. */
export async function again(guest: Guest): Promise<Guest> {
  const chat = await findChat(guest.ctx, guest.chat.id);
  if (!chat) throw new Error('the chat is gone');
  return guestOf(guest.ctx, chat, guest, guest.company);
}
