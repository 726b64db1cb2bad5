import type { ModalView } from '@slack/types';
import { wasDone } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { staffActor } from '#api/staff/staff.ts';
import type { TicketDeed } from '#api/tickets/status.ts';
import type { Desk } from './desk.ts';
import type { Submission } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { refusalWords, speechOf } from './who.ts';

export type Complaint = Record<string, string> | null;

export type Form = {
  /** What is wrong with what was filled in, by field; null when it may be taken. */
  complain(desk: Desk, speech: Speech, sent: Submission): Promise<Complaint> | Complaint;
  /** The same form with one more question, when what was filled in leads to one. */
  ask?(desk: Desk, speech: Speech, sent: Submission): Promise<ModalView | null>;
  /** A look at what would be done, before it is: a modal of its own, whose sending does it. Null when none is needed. */
  preview?(desk: Desk, speech: Speech, sent: Submission): Promise<ModalView | null>;
  work(desk: Desk, sent: Submission, key: string): Promise<void>;
};

/**
 * A form that does `deed` to a ticket. While it was filled in the ticket may have changed: then its present state is said in the
 * form, at `field`, and nothing that was typed is lost. What was taken already is taken again in silence.
 */
export function ticketForm(deed: TicketDeed, field: string, form: Form): Form {
  return {
    work: form.work,
    complain: async (desk, speech, sent) => {
      const wrong = await form.complain(desk, speech, sent);
      if (wrong) return wrong;
      const truth = await presentTruth(desk, sent, deed);
      return truth === null ? null : { [field]: truth };
    },
  };
}

async function presentTruth(desk: Desk, sent: Submission, deed: TicketDeed): Promise<string | null> {
  const { staff, speech } = await speechOf(desk, sent.spot.userId);
  if (!staff || (await wasDone(desk.ctx, sent.key))) return null;
  try {
    const actor = staffActor(staff);
    mustBeOpen(desk.ctx, actor, deed, await getShownTicket(desk.ctx, actor, sent.about.id));
    return null;
  } catch (error) {
    if (isAppError(error)) return refusalWords(speech, error);
    throw error;
  }
}
