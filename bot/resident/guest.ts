import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import type { ResidentActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { listMyFlats } from '#api/residents/access.ts';
import { type ChatInfo, findChat, openChat } from '#api/residents/chats.ts';
import { nearestLocale, translator } from '#locales/translate.ts';
import type { Guest } from './who.ts';

/** Who wrote: the chat as the messenger names it, and what it says about the person. */
export type Caller = { key: string; address: string; messenger: 'telegram'; languageCode?: string; saidName: string };

/** Finds out who is asking: opens the chat, and reads the flats that are theirs today. */
export async function greet(ctx: Ctx, caller: Caller): Promise<Guest> {
  const company = await getCompany(ctx);
  const chat = await openChat(ctx, {
    messenger: caller.messenger,
    address: caller.address,
    locale: nearestLocale(caller.languageCode, company.locale),
  });
  return guestOf(ctx, chat, { saidName: caller.saidName, onceKey: caller.key }, company);
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
  return {
    ctx,
    chat,
    company: about,
    locale: chat.locale,
    t: translator(chat.locale),
    saidName: said.saidName ?? chat.resident?.givenName ?? '',
    actor,
    flats,
    flat: flats.find((flat) => flat.unitId === chat.unitId) ?? flats[0] ?? null,
    modules,
    onceKey: said.onceKey ?? '',
  };
}

/** The same person after something about them changed: they joined, chose a flat or a language, or left. */
export async function again(guest: Guest): Promise<Guest> {
  const chat = await findChat(guest.ctx, guest.chat.id);
  if (!chat) throw new Error('the chat is gone');
  return guestOf(guest.ctx, chat, guest, guest.company);
}
