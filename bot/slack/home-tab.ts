import type { HomeView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { type ClaimedCard, findCardRefs, markShown } from '#api/notifications/cards.ts';
import { openQueueCard } from '#api/notifications/queue-cards.ts';
import { type StaffInfo, staffActor, updateStaff } from '#api/staff/staff.ts';
import { type Queue, queueSections, readQueue } from '#api/tickets/queue.ts';
import { header, paragraph } from './blocks.ts';
import { type Desk, sayAside } from './desk.ts';
import { dutyLinkMessage } from './duty-link.ts';
import { homeView } from './home.ts';
import { joinOffer } from './join-offer.ts';
import type { Tap } from './payloads.ts';
import { rowsAsSlackMaySee } from './privacy.ts';
import { asColleague, speechOf } from './who.ts';

/** Between two drawings of one queue nothing is drawn for so long: what happens meanwhile is drawn together. */
const restSeconds = 3;

/** Somebody opened Home: a colleague's queue is drawn; anybody else is told why there is none. */
export async function onHomeOpened(desk: Desk, slackUserId: string): Promise<void> {
  const { staff, speech } = await speechOf(desk, slackUserId);
  if (staff?.isActive) return openQueueCard(desk.ctx, staff.id, slackUserId);
  const title = header(speech.t('slack.home.title'));
  const blocks = staff
    ? [paragraph(speech.t('slack.refusals.staff.inactive'))]
    : joinOffer(speech, speech.t('slack.refusals.unknown-person')).blocks;
  await publish(desk, slackUserId, { type: 'home', blocks: [title, ...blocks] });
}

/** Draws a colleague's queue as it is now. */
export async function showQueue(desk: Desk, card: ClaimedCard): Promise<void> {
  const slackUserId = card.place.slice('home:'.length);
  const { staff, speech } = await speechOf(desk, slackUserId);
  if (staff?.isActive) {
    const queue = await readShownQueue(desk, staff);
    const linkOf = await linksTo(desk, queue);
    await publish(desk, slackUserId, homeView(speech, { me: staff, queue, linkOf }));
  } else await onHomeOpened(desk, slackUserId);
  await markShown(desk.ctx, card.id, { version: card.wantedVersion, platformRef: card.place, restSeconds });
}

/** On shift, or off it: `on:<id>` and `off:<id>`, so that the same press twice is one. */
export async function onShift(desk: Desk, tap: Tap, _id: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, staff }) => {
    const isOnShift = tap.value.startsWith('on:');
    await once(desk.ctx, key, (tx) => updateStaff(tx, actor, { staffId: staff.id, isOnShift }));
    await openQueueCard(desk.ctx, staff.id, tap.spot.userId);
  });
}

/** On duty: the one-time link to be called out in Telegram too, for their own eyes. */
export async function onDutyLink(desk: Desk, tap: Tap): Promise<void> {
  await asColleague(desk, tap.spot, async (me) => sayAside(desk, tap.spot, await dutyLinkMessage(desk, me)));
}

async function readShownQueue({ ctx }: Desk, staff: StaffInfo): Promise<Queue> {
  const queue = await readQueue(ctx, staffActor(staff));
  for (const section of queueSections) queue[section] = await rowsAsSlackMaySee(ctx, queue[section]);
  return queue;
}

async function publish({ client }: Desk, userId: string, view: HomeView): Promise<void> {
  await client.views.publish({ user_id: userId, view });
}

async function linksTo(desk: Desk, queue: Queue): Promise<(ticketId: string) => string | null> {
  const ids = queueSections.flatMap((section) => queue[section].map(({ id }) => id));
  const refs = await findCardRefs(desk.ctx, 'ticket', ids, 'slack');
  return (ticketId) => linkTo(desk, refs.get(ticketId) ?? null);
}

/** The address of a message of the workspace, made of its reference `<channel>:<ts>`. */
export function linkTo({ workspaceUrl }: Desk, ref: string | null): string | null {
  const [channel, ts] = ref?.split(':') ?? [];
  return workspaceUrl && channel && ts ? `${workspaceUrl}archives/${channel}/p${ts.replace('.', '')}` : null;
}
