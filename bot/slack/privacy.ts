import type { UnmatchedInfo } from '#api/billing/matching/unmatched.ts';
import { getSetting } from '#api/company/settings.ts';
import type { MessageInfo } from '#api/conversations/messages.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { FileEntry } from '#api/flows/flat-file.ts';
import type { JoinRequestInfo } from '#api/residents/join-requests.ts';
import { getStaffTicket, type StaffTicket } from '#api/tickets/staff-tickets.ts';

// Everything of a resident's that Slack shows passes through here. What colleagues wrote themselves stays.

/** A ticket as Slack may show it. `isHidden`: the resident's words and files were left out. */
export type ShownTicket = StaffTicket & { isHidden?: boolean };

/** May residents' words and photos be seen in Slack? A company that says no keeps them in the admin page. */
export async function showsWords(ctx: Ctx): Promise<boolean> {
  return (await getSetting(ctx, 'slack-privacy')).texts;
}

/** A ticket without what the company does not show in Slack: no surface reads one otherwise. Refuses as `getStaffTicket`. */
export async function getShownTicket(ctx: Ctx, actor: Actor, ticketId: string): Promise<ShownTicket> {
  const ticket = await getStaffTicket(ctx, actor, ticketId);
  if (await showsWords(ctx)) return ticket;
  const attachments = ticket.attachments.filter(({ purpose }) => purpose !== 'problem');
  const messages = ticket.messages.filter(({ authorKind }) => authorKind !== 'resident');
  return { ...ticket, text: '', attachments, messages, ratingComment: null, isHidden: true };
}

/** Rows of a list the same way: their title is the beginning of the words. */
export async function rowsAsSlackMaySee<T extends { title: string }>(ctx: Ctx, rows: T[]): Promise<T[]> {
  return (await showsWords(ctx)) ? rows : rows.map((row) => ({ ...row, title: '' }));
}

/** What was said in a talk; `isHidden`: that somebody spoke is all that may be seen. */
export type ShownMessage = MessageInfo & { isHidden?: boolean };

export async function talkAsSlackMaySee(ctx: Ctx, said: MessageInfo[]): Promise<ShownMessage[]> {
  if (await showsWords(ctx)) return said;
  return said.map((one) =>
    one.author.kind === 'resident' ? { ...one, text: '', attachments: [], isHidden: true } : one,
  );
}

/** A flat's past: what a ticket or a talk is about stands in residents' words. */
export async function fileAsSlackMaySee(ctx: Ctx, entries: FileEntry[]): Promise<FileEntry[]> {
  if (await showsWords(ctx)) return entries;
  return entries.map((entry) => (['tickets', 'talks'].includes(entry.part) ? { ...entry, title: '' } : entry));
}

/** Who wants to be let in, without the name and the place they wrote. */
export async function requestAsSlackMaySee<T extends Pick<JoinRequestInfo, 'saidName' | 'saidWhere'>>(
  ctx: Ctx,
  request: T,
): Promise<T & { isHidden?: boolean }> {
  return (await showsWords(ctx)) ? request : { ...request, saidName: '', saidWhere: '', isHidden: true };
}

/** Money of a bank's file: never who paid it; what they wrote to their bank only where Slack may show words. */
export async function unmatchedAsSlackMaySee(ctx: Ctx, one: UnmatchedInfo): Promise<UnmatchedInfo> {
  return { ...one, payerName: null, purpose: (await showsWords(ctx)) ? one.purpose : '' };
}
