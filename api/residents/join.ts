import { getCompany } from '#api/company/company.ts';
import { toE164 } from '#api/company/phone.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';
import type { JoinCode } from '#prisma/generated/client.ts';
import { hashJoinCode, hashJoinLink, isJoinPayload, readTypedCode } from './codes.ts';
import { consentTextVersion } from './consent.ts';
import { isCurrent } from './current.ts';
import { countTries, recordTry, standInLine } from './join-limits.ts';
import { fileJoinRequest } from './join-requests.ts';
import { asRights, asRole, defaultRights } from './rights.ts';
import { notEnded, settleIn, todayAt } from './settle-in.ts';

/** What came of somebody's try to join. Nothing here is thrown: each is an answer the person must get. */
export type JoinResult =
  | { status: 'joined'; residentId: string; unitIds: string[]; consentTextVersion: string }
  | { status: 'already-there'; residentId: string; unitIds: string[] }
  | { status: 'wrong'; triesLeft: number }
  | { status: 'expired'; triesLeft: number }
  | { status: 'used'; triesLeft: number }
  | { status: 'too-many'; retryAt: Instant }
  | { status: 'not-own-contact' }
  | { status: 'unknown-phone' }
  | { status: 'sent-to-office'; requestId: string };

/** Who they say they are: the name for a person the company has not on its list. */
export type Newcomer = { name: string };

/**
 * Joins by a deep link's payload. A link is spent by the first chat that uses it; wrong, expired, revoked and spent ones
 * count against the chat's tries of the hour.
 */
export async function joinByLink(
  ctx: Ctx,
  chatId: string,
  payload: string,
  newcomer: Newcomer = { name: '' },
): Promise<JoinResult> {
  const hash = isJoinPayload(payload) && payload.length <= 64 ? hashJoinLink(payload) : null;
  return inTransaction(ctx, async (tx) => {
    await standInLine(tx);
    const { retryAt } = await countTries(tx, chatId, 'link');
    if (retryAt) return { status: 'too-many', retryAt };
    const code = hash === null ? null : await tx.db.joinCode.findUnique({ where: { linkHash: hash } });
    return spend(tx, chatId, code, newcomer, 'link');
  });
}

/**
 * Joins by the typed code: 12 digits, any separators. Something that is no code costs no try. Beyond the chat's or the
 * company's tries an hour (setting `join`) even a right code waits.
 */
export async function joinByCode(
  ctx: Ctx,
  chatId: string,
  typed: string,
  newcomer: Newcomer = { name: '' },
): Promise<JoinResult> {
  const digits = readTypedCode(typed);
  return inTransaction(ctx, async (tx) => {
    await standInLine(tx);
    const { left, retryAt } = await countTries(tx, chatId, 'code');
    if (retryAt) return { status: 'too-many', retryAt };
    if (digits === null) return { status: 'wrong', triesLeft: left };
    const code = await tx.db.joinCode.findUnique({ where: { codeHash: await hashJoinCode(digits) } });
    return spend(tx, chatId, code, newcomer, 'code');
  });
}

export type JoinByPhoneInput = { phone: string; own: boolean; name?: string };

/**
 * Joins by a shared contact. Only the person's own counts (`own`: the messenger vouches for it). A number that fits exactly
 * one person with a flat today opens all their flats; one that fits several, or another person than the chat's, goes to
 * the office.
 */
export async function joinByPhone(ctx: Ctx, chatId: string, input: JoinByPhoneInput): Promise<JoinResult> {
  if (!input.own) return { status: 'not-own-contact' };
  const phone = toE164(input.phone, (await getCompany(ctx)).country);
  if (phone === null) return { status: 'unknown-phone' };
  return inTransaction(ctx, async (tx) => {
    await standInLine(tx);
    const chat = found(await tx.db.chat.findUnique({ where: { id: chatId } }), 'chat');
    const homes = await homesOfPhone(tx, phone);
    const people = [...new Set(homes.map((home) => home.residentId))];
    const [residentId] = people;
    if (residentId === undefined) return { status: 'unknown-phone' };
    const unitIds = homes.map((home) => home.unitId);
    if (people.length === 1 && chat.residentId === residentId) return { status: 'already-there', residentId, unitIds };
    if (people.length > 1 || chat.residentId !== null) {
      const said = { name: input.name ?? '', where: '', phone, role: 'family' as const };
      const { requestId } = await fileJoinRequest(tx, chatId, said, 'ambiguous-phone');
      return { status: 'sent-to-office', requestId };
    }
    for (const { unitId, role } of homes) {
      await settleIn(tx, {
        chatId,
        unitId,
        residentId,
        name: '',
        role: asRole(role),
        rights: defaultRights(asRole(role)),
      });
    }
    await tx.db.chat.update({ where: { id: chatId }, data: { unitId: unitIds[0] ?? null } });
    return { status: 'joined', residentId, unitIds, consentTextVersion };
  });
}

async function spend(
  tx: TxCtx,
  chatId: string,
  code: JoinCode | null,
  { name }: Newcomer,
  how: 'code' | 'link',
): Promise<JoinResult> {
  const chat = found(await tx.db.chat.findUnique({ where: { id: chatId } }), 'chat');
  if (code && chat.residentId !== null && (await livesThere(tx, chat.residentId, code))) {
    return { status: 'already-there', residentId: chat.residentId, unitIds: [code.unitId] };
  }
  const refusal = code === null ? 'wrong' : refusalOf(tx, code);
  if (code === null || refusal !== null) {
    await recordTry(tx, chatId, false);
    return { status: refusal ?? 'wrong', triesLeft: (await countTries(tx, chatId, how)).left };
  }
  const role = asRole(code.role);
  const { residentId } = await settleIn(tx, {
    chatId,
    unitId: code.unitId,
    residentId: code.residentId,
    name,
    role,
    rights: asRights(code.rights),
    invitedById: /^resident:(.+)$/.exec(code.createdBy)?.[1] ?? null,
  });
  // The line already lets one in at a time; the condition holds even for a caller who forgot to stand in it.
  const { count } = await tx.db.joinCode.updateMany({
    where: { id: code.id, usedAt: null, revokedAt: null },
    data: { usedAt: tx.now(), usedById: residentId },
  });
  if (count === 0) throw new Error('a join code was spent twice');
  await recordTry(tx, chatId, true);
  return { status: 'joined', residentId, unitIds: [code.unitId], consentTextVersion };
}

function refusalOf(tx: TxCtx, code: JoinCode): 'used' | 'expired' | null {
  if (code.usedAt !== null) return 'used';
  return code.revokedAt !== null || code.expiresAt <= tx.now() ? 'expired' : null;
}

/** Their own flat already: the invitation is kept for whom it is meant, and a link tapped twice is no mistake. */
async function livesThere(tx: TxCtx, residentId: string, code: JoinCode): Promise<boolean> {
  const isForAnother = code.residentId !== null && code.residentId !== residentId && code.usedById !== residentId;
  if (isForAnother) return false;
  const day = await todayAt(tx, code.unitId);
  return (await tx.db.occupancy.count({ where: { residentId, unitId: code.unitId, ...notEnded(day) } })) > 0;
}

/** The flats of today of the people with this phone. */
function homesOfPhone(tx: TxCtx, phone: string): Promise<{ residentId: string; unitId: string; role: string }[]> {
  return tx.db.$queryRaw<{ residentId: string; unitId: string; role: string }[]>`
    select o.resident_id as "residentId", o.unit_id as "unitId", o.role
    from resident r
    join occupancy o on o.resident_id = r.id
    join unit u on u.id = o.unit_id
    join building b on b.id = u.building_id
    cross join company c
    where r.phone = ${phone} and r.erased_at is null and ${isCurrent(tx.now())}
    order by o.starts_on, o.created_at, o.id`;
}
