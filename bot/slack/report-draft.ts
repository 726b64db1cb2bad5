import type { IncomingFile } from '#api/conversations/attachments.ts';
import type { StaffTicket, TicketMessage } from '#api/tickets/staff-tickets.ts';
import type { TicketFile } from '#api/tickets/ticket-card.ts';

/** What the assignee left in the thread since they took the ticket: the beginning of their report. */
export type ReportDraft = { text: string; photos: TicketFile[]; hasVoice: boolean };

/** A list of Slack's holds ten boxes to tick. */
const mostPhotos = 10;

/** Words become the first draft, photos are offered for the report, and a voice is said to be there: nobody writes it down for us. */
export function draftReport(
  ticket: Pick<StaffTicket, 'timeline' | 'messages' | 'assigneeId' | 'claimedAt'>,
): ReportDraft {
  const left = notesOfOwner(ticket);
  const files = left.flatMap((message) => message.files).filter(({ state }) => state !== 'refused');
  return {
    text: left
      .map((message) => message.text)
      .filter((text) => text !== '')
      .join('\n'),
    photos: files.filter(({ kind }) => kind === 'photo').slice(-mostPhotos),
    hasVoice: files.some(({ kind }) => kind === 'voice'),
  };
}

/** A photo of the thread as a file of the report: the same one of the platform, attached once more. */
export function asReportFile({ kind, source, sourceRef, name, mime }: TicketFile): IncomingFile {
  return { kind, source, sourceRef, ...(name ? { name } : {}), ...(mime ? { mime } : {}) };
}

function notesOfOwner({
  timeline,
  messages,
  assigneeId,
  claimedAt,
}: Pick<StaffTicket, 'timeline' | 'messages' | 'assigneeId' | 'claimedAt'>): TicketMessage[] {
  const noted = new Set(
    timeline
      .filter((entry) => entry.kind === 'noted' && entry.actorId === assigneeId)
      .filter((entry) => claimedAt === null || entry.createdAt >= claimedAt)
      .map((entry) => entry.data.messageId),
  );
  return messages.filter((message) => noted.has(message.id) && message.takenBackAt === null);
}
