import { once } from '#api/core/ctx.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { resumeTicket } from '#api/tickets/hold-ticket.ts';
import { releaseTicket } from '#api/tickets/release-ticket.ts';
import { startTicket } from '#api/tickets/start-ticket.ts';
import { type Desk, tellAside } from './desk.ts';
import type { Tap } from './payloads.ts';
import { asColleague } from './who.ts';

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
export async function onStart(desk: Desk, tap: Tap, ticketId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => startTicket(tx, actor, { ticketId })));
}

/** Resume: what was put off goes on. */
export async function onResume(desk: Desk, tap: Tap, ticketId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => resumeTicket(tx, actor, { ticketId })));
}

/** Release: back to whoever takes it next. Slack has asked "sure?" before. */
export async function onRelease(desk: Desk, tap: Tap, ticketId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => releaseTicket(tx, actor, { ticketId })));
}

/** Colleagues know one another by given name. */
function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
