import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { TicketKind } from './policy.ts';
import type { TicketPlace, TicketUrgency } from './schema.ts';
import type { TicketPause, TicketStatus } from './status.ts';

/** What every verb gives back: enough to answer the person; cards read the whole. */
export type TicketSummary = {
  id: string;
  number: number;
  kind: TicketKind;
  place: TicketPlace;
  urgency: TicketUrgency;
  status: TicketStatus;
  pause: TicketPause;
  assigneeId: string | null;
  residentId: string | null;
  unitId: string | null;
  buildingId: string | null;
  version: number;
  createdAt: Instant;
};

/** The columns of a summary, from a row of `ticket` named `alias`. */
export function summaryColumns(alias: 't' | 'changed'): Prisma.Sql {
  return Prisma.raw(
    [
      'id',
      'number',
      'kind',
      'place',
      'urgency',
      'status',
      'pause',
      'assignee_id as "assigneeId"',
      'resident_id as "residentId"',
      'unit_id as "unitId"',
      'building_id as "buildingId"',
      'version',
      'created_at as "createdAt"',
    ]
      .map((column) => `${alias}.${column}`)
      .join(', '),
  );
}
