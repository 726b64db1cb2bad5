import { getSetting } from '#api/company/settings.ts';
import { type Actor, hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { tieChat, untieChats } from '#api/residents/staff-chats.ts';
import { issueInvite } from './invites.ts';
import { useStaffInvite } from './sign-in.ts';
import { findStaff, type StaffInfo, staffActor } from './staff.ts';
import { presentStaff } from './staff-info.ts';

/** How a payload of ours begins: an invitation to a flat never does. */
const prefix = 'duty-';

/** `link` is null while nobody knows the bot's name; the payload can be typed to the bot as it is. */
export type DutyLink = { payload: string; link: string | null };

/**
 * A one-time link that makes a Telegram chat the duty chat of a colleague of the emergency service, good for an hour. For
 * themselves, or by a manager. Refuses `not-allowed`, `staff.not-found`, `staff.inactive` and `staff.not-emergency`.
 */
export async function createDutyLink(ctx: Ctx, actor: Actor, staffId: string): Promise<DutyLink> {
  mustBeAllowed(hasRole(actor, 'manager') || isSelf(actor, staffId));
  return inTransaction(ctx, async (tx) => {
    mustServeEmergencies(found(await findStaff(tx, staffId), 'staff'));
    const payload = `${prefix}${await issueInvite(tx, staffId, 'telegram')}`;
    const { username } = await getSetting(tx, 'telegram-bot');
    return { payload, link: username === null ? null : `https://t.me/${username}?start=${payload}` };
  });
}

/** The payload of a duty link in what somebody typed or opened, or null. */
export function findDutyPayload(text: string): string | null {
  return /(?:^|\s|start=)(duty-[A-Za-z0-9_-]{32})(?:\s|$)/.exec(text)?.[1] ?? null;
}

/**
 * Spends a duty link: the chat is the colleague's from now on. Refuses `invite.wrong`, `invite.used`, `invite.expired`,
 * `staff.not-emergency`, and `chat.is-resident`, which spends nothing.
 */
export async function linkDutyChat(ctx: Ctx, chatId: string, payload: string): Promise<StaffInfo> {
  return inTransaction(ctx, async (tx) => {
    const staff = await useStaffInvite(tx, payload.slice(prefix.length), 'telegram');
    mustServeEmergencies(staff);
    await tieChat(tx, chatId, staff.id);
    tx.log.info({ staffId: staff.id, chatId }, 'duty chat linked');
    return staff;
  });
}

/** The colleague's chats are nobody's again: by themselves, or by a manager. Gives back how many were. */
export async function unlinkDutyChats(
  ctx: Ctx,
  actor: Actor,
  { staffId, chatId }: { staffId: string; chatId?: string },
): Promise<number> {
  mustBeAllowed(hasRole(actor, 'manager') || isSelf(actor, staffId));
  return untieChats(ctx, staffId, chatId);
}

/** True when the colleague has a chat that emergencies reach. */
export async function hasDutyChat(ctx: Ctx, staffId: string): Promise<boolean> {
  return (await ctx.db.chat.count({ where: { staffId, state: 'active' } })) > 0;
}

/**
 * Who is called to an emergency now: colleagues of the emergency service on shift. `isFallback` when nobody is: then all
 * managers, and everybody in the channel.
 */
export async function crewOnCall(ctx: Ctx): Promise<{ crew: StaffInfo[]; isFallback: boolean }> {
  const crew = await listActive(ctx, 'emergency');
  const onShift = crew.filter((one) => one.isOnShift);
  if (onShift.length > 0) return { crew: onShift, isFallback: false };
  return { crew: await listActive(ctx, 'manager'), isFallback: true };
}

/** The chats that are pinged about an emergency: those of the emergency service on shift. */
export async function dutyChats(tx: TxCtx): Promise<{ chatId: string; staffId: string }[]> {
  const rows = await tx.db.chat.findMany({
    where: {
      state: 'active',
      staff: { deactivatedAt: null, isOnShift: true, roles: { has: 'emergency' } },
    },
    orderBy: { id: 'asc' },
    select: { id: true, staffId: true },
  });
  return rows.flatMap(({ id, staffId }) => (staffId === null ? [] : [{ chatId: id, staffId }]));
}

async function listActive(ctx: Ctx, role: 'emergency' | 'manager'): Promise<StaffInfo[]> {
  const rows = await ctx.db.staffMember.findMany({
    where: { deactivatedAt: null, roles: { has: role } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(presentStaff);
}

function mustServeEmergencies(staff: StaffInfo): void {
  if (!hasRole(staffActor(staff), 'emergency')) throw new AppError('staff.not-emergency');
}

function isSelf(actor: Actor, staffId: string): boolean {
  return actor.kind === 'staff' && actor.staffId === staffId;
}
