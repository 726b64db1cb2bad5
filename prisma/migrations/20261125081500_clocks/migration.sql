-- AlterTable
ALTER TABLE "ticket_deadline" ADD COLUMN     "next_at" TIMESTAMPTZ(3);

-- ── What is looked for often ───────────────────────────────────────────────────────────────────────────────
-- Every minute: which clocks are to be looked at.
create index ticket_deadline_next on ticket_deadline (next_at, id) where next_at is not null;
-- One promise of a kind is owed at a time.
create unique index ticket_deadline_owed on ticket_deadline (ticket_id, promise) where met_at is null and dropped_at is null;
