import type { TxCtx } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { toDateColumn, today } from '#api/core/time.ts';
import { grantServiceConsent } from './consent.ts';
import { givenNameOf } from './given-name.ts';
import type { OccupancyRole, Right } from './rights.ts';

export type SettleInput = {
  chatId: string;
  unitId: string;
  /** The person on the company's list this invitation is for; null makes a new one. */
  residentId: string | null;
  /** Used when a new person is made. */
  name: string;
  phone?: string | null;
  role: OccupancyRole;
  rights: readonly Right[];
  invitedById?: string | null;
};

type Place = { unitId: string; day: string };

/**
 * Connects a chat to a flat: the resident, the occupancy from today (unless they have one), the consent, and
 * `resident.joined` { residentId, unitId, occupancyId, chatId }. The caller has proved that the person may.
 * Refuses `chat.is-staff`: a chat is a resident's or a colleague's, never both.
 */
export async function settleIn(tx: TxCtx, input: SettleInput): Promise<{ residentId: string; occupancyId: string }> {
  const chat = found(await tx.db.chat.findUnique({ where: { id: input.chatId } }), 'chat');
  if (chat.staffId !== null) throw new AppError('chat.is-staff');
  const place = { unitId: input.unitId, day: await todayAt(tx, input.unitId) };
  const residentId = chat.residentId ?? input.residentId ?? (await makeResident(tx, input, chat.locale));
  if (input.residentId !== null && input.residentId !== residentId)
    await takeOver(tx, input.residentId, residentId, place);
  const occupancyId = await occupy(tx, residentId, input, place);
  await tx.db.chat.update({
    where: { id: chat.id },
    data: { residentId, unitId: input.unitId, state: 'active' },
  });
  await tx.db.resident.updateMany({ where: { id: residentId }, data: { unreachableSince: null } });
  await grantServiceConsent(tx, residentId, chat.messenger);
  await emit(tx, { kind: 'resident.joined', data: { residentId, unitId: input.unitId, occupancyId, chatId: chat.id } });
  return { residentId, occupancyId };
}

/** Today at the flat, ISO. */
export async function todayAt(tx: TxCtx, unitId: string): Promise<string> {
  const [row] = await tx.db.$queryRaw<{ timeZone: string }[]>`
    select coalesce(b.time_zone, c.time_zone) as "timeZone"
    from unit u join building b on b.id = u.building_id cross join company c where u.id = ${unitId}::uuid`;
  return today(tx, found(row, 'unit').timeZone).toString();
}

/** An occupancy that counts today or is yet to begin. */
export function notEnded(day: string): {
  OR: ({ endsOn: null } | { endsOn: { gt: ReturnType<typeof toDateColumn> } })[];
} {
  return { OR: [{ endsOn: null }, { endsOn: { gt: toDateColumn(day) } }] };
}

async function makeResident(tx: TxCtx, input: SettleInput, locale: string): Promise<string> {
  const id = newId(tx.now());
  await tx.db.resident.create({
    data: {
      id,
      fullName: input.name,
      givenName: givenNameOf(input.name),
      phone: input.phone ?? null,
      locale,
      createdAt: tx.now(),
    },
  });
  return id;
}

/**
 * The invitation names one person of the list and the chat belongs to another: the same human, written down twice. As
 * long as nobody ever connected as the first, their hold on this flat passes over, past included.
 */
async function takeOver(tx: TxCtx, fromId: string, toId: string, { unitId, day }: Place): Promise<void> {
  if ((await tx.db.chat.count({ where: { residentId: fromId } })) > 0) return;
  const alreadyThere = await tx.db.occupancy.count({ where: { residentId: toId, unitId, ...notEnded(day) } });
  const where = { residentId: fromId, unitId, ...notEnded(day) };
  if (alreadyThere === 0) await tx.db.occupancy.updateMany({ where, data: { residentId: toId } });
}

async function occupy(tx: TxCtx, residentId: string, input: SettleInput, { unitId, day }: Place): Promise<string> {
  const known = await tx.db.occupancy.findFirst({
    where: { residentId, unitId, ...notEnded(day) },
    orderBy: { startsOn: 'asc' },
    select: { id: true },
  });
  if (known) return known.id;
  const id = newId(tx.now());
  await tx.db.occupancy.create({
    data: {
      id,
      unitId,
      residentId,
      role: input.role,
      rights: [...input.rights],
      startsOn: toDateColumn(day),
      invitedById: input.invitedById ?? null,
      createdAt: tx.now(),
    },
  });
  return id;
}
