import { z } from 'zod';
import { getCompany } from '#api/company/company.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { isCurrent } from '#api/residents/current.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { slackFor, tellFrontDesk } from './audience.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';
import { deliver } from './deliver.ts';
import { fanOut } from './fan-out.ts';

const requested: Hearer = async (tx, data) => {
  const { requestId } = z.object({ requestId: z.uuid() }).parse(data);
  const channel = await slackFor(tx, 'front-desk');
  const subject = { type: 'join-request' as const, id: requestId };
  if (channel) await placeCard(tx, { subject, place: `slack:${channel}`, channel: 'slack' });
};

const requestChanged: Hearer = async (tx, data) => {
  const { requestId } = z.object({ requestId: z.uuid() }).parse(data);
  await bumpCardsOnce(tx, { type: 'join-request', id: requestId });
};

const decided: Hearer = async (tx, data, event) => {
  const { requestId, approved } = z.object({ requestId: z.uuid(), approved: z.boolean() }).parse(data);
  const subject = { type: 'join-request' as const, id: requestId };
  await bumpCardsOnce(tx, subject);
  const request = await tx.db.joinRequest.findUnique({
    where: { id: requestId },
    select: { chatId: true, unitId: true },
  });
  if (!request) return;
  await deliver(tx, {
    template: 'join-decided',
    subject,
    data: { approved, unitId: request.unitId },
    eventKey: event.id,
    recipient: { chatId: request.chatId },
  });
};

/** The others of the flat are told at once: somebody who should not be there can be cut off the same minute. */
const joined: Hearer = async (tx, data, event) => {
  const newcomer = z.object({ residentId: z.uuid(), unitId: z.uuid(), occupancyId: z.uuid() }).parse(data);
  await fanOut(tx, {
    eventKey: event.id,
    template: 'newcomer',
    subject: { type: 'occupancy', id: newcomer.occupancyId },
    lane: 'soon',
    people: Prisma.sql`
      select distinct o.resident_id, jsonb_build_object('unitId', o.unit_id) as data
      from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id cross join company c
      where o.unit_id = ${newcomer.unitId}::uuid and o.resident_id <> ${newcomer.residentId}::uuid
        and ${isCurrent(tx.now())}`,
  });
};

/** Who left by their own wish knows it; who was cut off is told. */
const ended: Hearer = async (tx, data, event) => {
  const end = z
    .object({ occupancyId: z.uuid(), residentId: z.uuid(), unitId: z.uuid(), byId: z.string().nullish() })
    .parse(data);
  if (end.byId === end.residentId) return;
  const unit = await tx.db.unit.findUnique({
    where: { id: end.unitId },
    select: { number: true, building: { select: { address: true } } },
  });
  if (!unit) return;
  await deliver(tx, {
    template: 'access-ended',
    subject: { type: 'occupancy', id: end.occupancyId },
    data: { address: unit.building.address, number: unit.number },
    eventKey: event.id,
    recipient: { residentId: end.residentId },
  });
};

const unreachable: Hearer = async (tx, data, event) => {
  const { residentId } = z.object({ residentId: z.uuid() }).parse(data);
  const flats = await tx.db.$queryRaw<Array<{ unitId: string }>>`
    select distinct o.unit_id as "unitId"
    from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id cross join company c
    where o.resident_id = ${residentId}::uuid and ${isCurrent(tx.now())}`;
  if (flats.length === 0) return;
  const subject = { type: 'resident' as const, id: residentId };
  const unitIds = flats.map((flat) => flat.unitId);
  await tellFrontDesk(tx, event.id, { template: 'resident-unreachable', subject, data: { unitIds } });
};

const underAttack: Hearer = async (tx, data, event) => {
  const { wrongTries } = z.object({ wrongTries: z.int().nullish() }).parse(data);
  const subject = { type: 'company' as const, id: (await getCompany(tx)).id };
  await tellFrontDesk(tx, event.id, { template: 'join-under-attack', subject, data: { tries: wrongTries ?? null } });
};

export const peopleHearers: Record<string, Hearer[]> = {
  'join.requested': [requested],
  'join.request-changed': [requestChanged],
  'join.decided': [decided],
  'join.under-attack': [underAttack],
  'resident.joined': [joined],
  'resident.unreachable': [unreachable],
  'occupancy.ended': [ended],
};
