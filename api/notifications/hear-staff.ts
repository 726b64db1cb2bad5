import { z } from 'zod';
import { getCompany } from '#api/company/company.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { channelFor } from '#api/staff/channels.ts';
import { serviceOf, type TicketKind } from '#api/tickets/policy.ts';
import { slackFor } from './audience.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';
import { checkChannel } from './channel-checks.ts';
import { deliver } from './deliver.ts';

/** So many cards move at once from a channel that was lost; what is older is done or found by its number. */
const mostMoved = 500;

const requested: Hearer = async (tx, data) => {
  const { requestId } = z.object({ requestId: z.uuid() }).parse(data);
  const channel = await slackFor(tx, 'managers');
  const subject = { type: 'staff-request' as const, id: requestId };
  if (channel) await placeCard(tx, { subject, place: `slack:${channel}`, channel: 'slack' });
};

/** The card shows the decision; who asked is told in their direct messages, colleague or not. */
const decided: Hearer = async (tx, data, event) => {
  const about = z.object({ requestId: z.uuid(), approved: z.boolean(), slackUserId: z.string() });
  const { requestId, approved, slackUserId } = about.parse(data);
  const subject = { type: 'staff-request' as const, id: requestId };
  await bumpCardsOnce(tx, subject);
  const recipient = { slackChannel: slackUserId };
  await deliver(tx, { template: 'staff-request-decided', subject, data: { approved }, eventKey: event.id, recipient });
};

/** Every manager is told once, in their direct messages; open tickets get a card where somebody still sees one. */
const channelLost: Hearer = async (tx, data, event) => {
  const { channelId, why } = z.object({ channelId: z.string(), why: z.string() }).parse(data);
  const subject = { type: 'company' as const, id: (await getCompany(tx)).id };
  const managers = await tx.db.staffMember.findMany({
    where: { roles: { has: 'manager' }, deactivatedAt: null, slackUserId: { not: null } },
    select: { id: true },
  });
  for (const { id } of managers) {
    const recipient = { staffId: id };
    await deliver(tx, { template: 'channel-lost', subject, data: { channelId, why }, eventKey: event.id, recipient });
  }
  await moveCards(tx);
};

/** What was just chosen is looked at before anything has to be posted there. */
const channelMapped: Hearer = async (tx, data, event) => {
  const { channelId } = z.object({ channelId: z.string() }).parse(data);
  await checkChannel(tx, channelId, event.id);
  await moveCards(tx);
};

const channelTested: Hearer = async (tx, data, event) => {
  const { channelId } = z.object({ channelId: z.string() }).parse(data);
  const subject = { type: 'company' as const, id: (await getCompany(tx)).id };
  const recipient = { slackChannel: channelId };
  await deliver(tx, { template: 'channel-test', subject, data: {}, eventKey: event.id, recipient });
};

export const staffHearers: Record<string, Hearer[]> = {
  'staff.requested': [requested],
  'staff.request-decided': [decided],
  'slack.channel-lost': [channelLost],
  'slack.channel-mapped': [channelMapped],
  'slack.channel-tested': [channelTested],
};

type Waiting = { id: string; kind: TicketKind; urgency: string; buildingId: string | null; places: string[] };

/** Open tickets whose cards stand in lost channels alone are shown in the channel that serves them now, if there is another. */
async function moveCards(tx: TxCtx): Promise<void> {
  const waiting = await tx.db.$queryRaw<Waiting[]>`
    select t.id, t.kind, t.urgency, t.building_id as "buildingId", array_agg(c.place) as places
    from ticket t join card c on c.subject_type = 'ticket' and c.subject_id = t.id and c.channel = 'slack'
    where t.status in ('new', 'claimed', 'in-work', 'resolved')
    group by t.id
    having bool_and(c.failure is not null and c.platform_ref is null
      or c.place in (select 'slack:' || channel_id from slack_channel where lost_at is not null))
    order by t.created_at desc limit ${mostMoved}`;
  for (const { id, buildingId, places, ...ticket } of waiting) {
    const channel = await channelFor(tx, serviceOf(ticket), buildingId);
    const place = `slack:${channel}`;
    if (channel && !places.includes(place))
      await placeCard(tx, { subject: { type: 'ticket', id }, place, channel: 'slack' });
  }
}
