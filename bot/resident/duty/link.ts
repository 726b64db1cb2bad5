import { linkDutyChat } from '#api/staff/duty.ts';
import { staffActor } from '#api/staff/staff.ts';
import { listUnclaimedEmergencies } from '#api/tickets/duty-ticket.ts';
import { again } from '../guest.ts';
import { type Answer, paragraphs } from '../view.ts';
import type { Guest } from '../who.ts';
import { dutyView } from './duty-view.ts';

/** A colleague opened their one-time link, or typed what stands in it: from now on this chat is called out. */
export async function joinDuty(guest: Guest, payload: string): Promise<Answer[]> {
  const staff = await linkDutyChat(guest.ctx, guest.chat.id, payload);
  const now = await again(guest);
  const view = dutyView(now, staff, await listUnclaimedEmergencies(guest.ctx, staffActor(staff)));
  const text = paragraphs(guest.t('resident.duty.linked'), view.text);
  return [{ place: 'new', keyboard: 'none', view: { ...view, text } }];
}
