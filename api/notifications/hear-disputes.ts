import { z } from 'zod';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { readTicketNow, tellAccountants, tellReader } from './audience.ts';
import type { Notice } from './templates.ts';

const aboutDecision = z.object({
  disputeId: z.uuid(),
  ticketId: z.uuid(),
  beforeMinor: z.string(),
  afterMinor: z.string(),
});

/** The resident is told what was decided and what it does to the balance. */
const decided: Hearer = async (tx, data, event) => {
  const { ticketId, ...facts } = aboutDecision.parse(data);
  const ticket = await readTicketNow(tx, ticketId);
  if (!ticket) return;
  await tellReader(tx, ticket, event.id, {
    template: 'dispute-decided',
    subject: { type: 'ticket', id: ticketId },
    data: facts,
  });
};

const aboutMute = z.object({ muteId: z.uuid().optional(), attachmentId: z.uuid().optional() });

/** The accountants hear that somebody says they have paid. */
const saidPaid: Hearer = async (tx, data, event) => {
  const { muteId } = aboutMute.parse(data);
  if (!muteId) return;
  const subject = { type: 'reminder-mute' as const, id: muteId };
  await tellOfMute(tx, event.id, { template: 'channel-said-paid', subject, data: {} });
};

/** A picture of a receipt came after it. */
const proofStored: Hearer = async (tx, data, event) => {
  const { muteId, attachmentId } = aboutMute.parse(data);
  if (!muteId || !attachmentId) return;
  const subject = { type: 'reminder-mute' as const, id: muteId };
  await tellOfMute(tx, event.id, { template: 'channel-paid-proof', subject, data: { attachmentId } });
};

async function tellOfMute(tx: TxCtx, eventKey: string, notice: Notice): Promise<void> {
  const mute = await tx.db.reminderMute.findUnique({
    where: { id: notice.subject.id },
    select: { account: { select: { unit: { select: { buildingId: true } } } } },
  });
  await tellAccountants(tx, eventKey, notice, mute?.account.unit.buildingId);
}

export const disputeHearers: Record<string, Hearer[]> = {
  'dispute.decided': [decided],
  'bill.said-paid': [saidPaid],
  'attachment.stored': [proofStored],
};
