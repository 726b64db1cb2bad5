-- ── What is looked for often ───────────────────────────────────────────────────────────────────────────────
-- Figures of a month: the promises decided in it, and what was done in it.
create index ticket_deadline_decided on ticket_deadline (coalesce(breached_at, met_at))
  where promise = 'resolution' and renews_id is null and coalesce(breached_at, met_at) is not null;
create index ticket_deadline_met on ticket_deadline (met_at) where met_at is not null;
