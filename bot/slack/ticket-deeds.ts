import type { Actor } from '#api/core/actor.ts';
import { type Ctx, once } from '#api/core/ctx.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { arrive, missVisit, setOff } from '#api/tickets/go-to-visit.ts';
import { resumeTicket } from '#api/tickets/hold-ticket.ts';
import { localiseTicket } from '#api/tickets/prioritise-ticket.ts';
import { cancelVisit } from '#api/tickets/propose-visit.ts';
import { releaseTicket } from '#api/tickets/release-ticket.ts';
import type { TicketInput } from '#api/tickets/schema.ts';
import { startTicket } from '#api/tickets/start-ticket.ts';
import { type Desk, tellAside } from './desk.ts';
import type { Tap } from './payloads.ts';
import { refreshMenu } from './ticket-menu.ts';
import { asColleague } from './who.ts';

type OnTap = (desk: Desk, tap: Tap, ticketId: string, key: string) => Promise<void>;

/** Claim: the first wins, and everybody else is told who it was. Pressing again is told the same. */
export async function onClaim(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const result = await claimTicket(desk.ctx, actor, { ticketId });
    if (result.status === 'claimed') return;
    const { by, number } = result;
    await tellAside(desk, tap.spot, speech.t('slack.claim.faster', { name: firstWord(by.name), number }));
  });
}

/** Start: the work has begun. */
export const onStart = onceEach(startTicket);
/** Resume: what was put off goes on. */
export const onResume = onceEach(resumeTicket);
/** Release: back to whoever takes it next. Slack has asked "sure?" before. */
export const onRelease = onceEach(releaseTicket);
/** Localised: the danger of an emergency is over. */
export const onLocalise = onceEach(localiseTicket);
/** On my way. */
export const onSetOff = onceEach(setOff);
/** At the door. */
export const onArrive = onceEach(arrive);
/** Nobody opened. */
export const onMiss = onceEach(missVisit);
/** The visit is off. Slack has asked "sure?" before. */
export const onCancelVisit = onceEach(cancelVisit);

/** A button that does one deed and asks for nothing more: the same press is one deed, however often Slack tells it. */
function onceEach(verb: (ctx: Ctx, actor: Actor, input: TicketInput) => Promise<unknown>): OnTap {
  return async (desk, tap, ticketId, key) => {
    await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => verb(tx, actor, { ticketId })));
    // The menu it was pressed in still offers what is past.
    if (tap.form) await refreshMenu(desk, tap, ticketId);
  };
}

/** Colleagues know one another by given name. */
function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
