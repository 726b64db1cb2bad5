import { getSetting } from '#api/company/settings.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';

/** A ticket as Slack may show it. `isHidden`: the resident's words and files were left out. */
export type ShownTicket = StaffTicket & { isHidden?: boolean };

/** May residents' words and photos be seen in Slack? A company that says no keeps them in the admin page. */
export async function showsWords(ctx: Ctx): Promise<boolean> {
  return (await getSetting(ctx, 'slack-privacy')).texts;
}

/** The ticket without what the company does not show in Slack. What colleagues wrote themselves stays. */
export async function asSlackMaySee(ctx: Ctx, ticket: StaffTicket): Promise<ShownTicket> {
  if (await showsWords(ctx)) return ticket;
  const attachments = ticket.attachments.filter(({ purpose }) => purpose !== 'problem');
  return { ...ticket, text: '', attachments, ratingComment: null, isHidden: true };
}

/** Rows of a list the same way: their title is the beginning of the words. */
export async function rowsAsSlackMaySee<T extends { title: string }>(ctx: Ctx, rows: T[]): Promise<T[]> {
  return (await showsWords(ctx)) ? rows : rows.map((row) => ({ ...row, title: '' }));
}
