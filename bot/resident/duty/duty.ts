import { AppError } from '#api/core/errors.ts';
import { unlinkDutyChats } from '#api/staff/duty.ts';
import { findStaff, type StaffInfo, staffActor } from '#api/staff/staff.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { getDutyTicket, listUnclaimedEmergencies } from '#api/tickets/duty-ticket.ts';
import { again } from '../guest.ts';
import { strangerAnswer } from '../join/stranger.ts';
import { routeName } from '../route.ts';
import { openScreen } from '../screen.ts';
import type { Answer, View } from '../view.ts';
import type { Guest } from '../who.ts';
import { dutyView, emergencyView } from './duty-view.ts';
import { dutyOffAskRoute, dutyOffRoute, dutyRoute, dutyTakeRoute } from './routes.ts';

const ours = [dutyRoute, dutyTakeRoute, dutyOffAskRoute, dutyOffRoute].map((route) => route.name);

/** True for the buttons of a duty chat. */
export function isDutyRoute(address: string): boolean {
  return ours.includes(routeName(address));
}

/** What a colleague's chat answers to everything but its own buttons: whose it is, and what nobody has taken. */
export async function dutyAnswer(guest: Guest): Promise<Answer[]> {
  const staff = await colleagueOf(guest);
  if (!staff) return strangerAnswer(guest);
  const unclaimed = await listUnclaimedEmergencies(guest.ctx, staffActor(staff));
  return [{ place: 'replace', view: dutyView(guest, staff, unclaimed) }];
}

/** An emergency as a duty chat shows it now, for a notice and for its living card; null when the chat is nobody's any more. */
export async function dutyCard(guest: Guest, ticketId: string): Promise<{ view: View; version: number } | null> {
  const staff = await colleagueOf(guest);
  if (!staff) return null;
  const ticket = await getDutyTicket(guest.ctx, staffActor(staff), ticketId);
  return { view: emergencyView(guest, ticket), version: ticket.version };
}

/** "I have it": claims as the colleague, who is authorised anew. The loser is told who was faster. */
async function take(guest: Guest, ticketId: string): Promise<Answer[]> {
  const staff = await colleagueOf(guest);
  if (!staff) return strangerAnswer(guest);
  const result = await claimTicket(guest.ctx, staffActor(staff), { ticketId });
  const shown = await dutyCard(guest, ticketId);
  const card = shown ? { subject: { type: 'ticket' as const, id: ticketId }, version: shown.version } : undefined;
  const number = result.status === 'claimed' ? result.ticket.number : result.number;
  const toast =
    result.status === 'claimed'
      ? guest.t('resident.duty.yours', { number })
      : guest.t('resident.duty.faster', { name: result.by.name.split(/\s+/)[0] ?? '', number });
  return [{ place: 'replace', view: shown?.view, card, toast, alert: result.status === 'taken' }];
}

/** The colleague whose chat this is, as long as they work here and serve emergencies. */
async function colleagueOf({ ctx, chat }: Guest): Promise<StaffInfo | null> {
  const staff = chat.staffId === null ? null : await findStaff(ctx, chat.staffId);
  return staff?.isActive && staff.roles.includes('emergency') ? staff : null;
}

async function off(guest: Guest): Promise<Answer[]> {
  const staff = await colleagueOf(guest);
  if (staff) await unlinkDutyChats(guest.ctx, staffActor(staff), { staffId: staff.id, chatId: guest.chat.id });
  return strangerAnswer(await again(guest), { say: guest.t('resident.duty.is-off') });
}

export const dutyScreens = [
  openScreen(dutyRoute, false, dutyAnswer),
  openScreen(dutyTakeRoute, true, (guest, { id }) => take(guest, id)),
  openScreen(dutyOffAskRoute, false, async (guest) => {
    const { t } = guest;
    if (guest.chat.staffId === null) throw new AppError('chat.not-duty');
    return {
      place: 'replace',
      view: {
        text: t('resident.duty.off-sure'),
        rows: [
          [{ label: t('resident.duty.off-no'), route: dutyRoute.to() }],
          [{ label: t('resident.duty.off-yes'), route: dutyOffRoute.to() }],
        ],
      },
    };
  }),
  openScreen(dutyOffRoute, true, off),
];
