import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** The rest of a statement whose `changed` are deliveries: the lines that show what became of their messages are due again. */
export function linesAreDue(now: Instant): Prisma.Sql {
  return Prisma.sql`lines_due as (
      update card c set wanted_version = c.wanted_version + 1, updated_at = ${now}::timestamptz
      from changed where c.subject_type = 'message' and c.subject_id = changed.message_id
    )`;
}
