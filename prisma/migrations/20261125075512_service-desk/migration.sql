-- DropForeignKey
ALTER TABLE "sla_policy" DROP CONSTRAINT "sla_policy_calendar_id_fkey";

-- DropForeignKey
ALTER TABLE "ticket_deadline" DROP CONSTRAINT "ticket_deadline_policy_id_fkey";

-- DropIndex
DROP INDEX "ticket_deadline_due_at_idx";

-- AlterTable
ALTER TABLE "chat" ADD COLUMN     "staff_id" UUID;

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "waits_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "message_id" UUID;

-- AlterTable
ALTER TABLE "outage" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "staff_invite" ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT 'password';

-- AlterTable
ALTER TABLE "staff_member" ADD COLUMN     "photo_file_id" UUID;

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "closed_as" TEXT,
ADD COLUMN     "from_message_id" UUID,
ADD COLUMN     "localised_at" TIMESTAMPTZ(3),
ADD COLUMN     "returned_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ticket_category" ADD COLUMN     "danger" TEXT;

-- AlterTable
ALTER TABLE "ticket_deadline" DROP COLUMN "paused_ms",
DROP COLUMN "policy_id",
DROP COLUMN "promised_at",
ADD COLUMN     "book_version" INTEGER,
ADD COLUMN     "calendar" TEXT,
ADD COLUMN     "dropped_at" TIMESTAMPTZ(3),
ADD COLUMN     "policy" TEXT,
ADD COLUMN     "remaining_ms" BIGINT,
ADD COLUMN     "renews_id" UUID,
ADD COLUMN     "rung" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stopped_at" TIMESTAMPTZ(3),
ADD COLUMN     "total_ms" BIGINT NOT NULL,
ADD COLUMN     "warned_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ticket_follower" ADD COLUMN     "unit_id" UUID NOT NULL,
ADD COLUMN     "verdict" TEXT,
ADD COLUMN     "verdict_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "visit" ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL;

-- DropTable
DROP TABLE "sla_calendar";

-- DropTable
DROP TABLE "sla_policy";

-- CreateTable
CREATE TABLE "staff_request" (
    "id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "staff_id" UUID,
    "state" TEXT NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "canned_reply" (
    "id" UUID NOT NULL,
    "category_id" UUID,
    "use" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "canned_reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_book" (
    "version" INTEGER NOT NULL,
    "preset" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "saved_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sla_book_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "phone_call" (
    "id" UUID NOT NULL,
    "unit_id" UUID,
    "resident_id" UUID,
    "ticket_id" UUID,
    "message_id" UUID,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "outcome" TEXT,
    "staff_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3),

    CONSTRAINT "phone_call_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "staff_request_state_created_at_idx" ON "staff_request"("state", "created_at");

-- CreateIndex
CREATE INDEX "staff_request_slack_user_id_idx" ON "staff_request"("slack_user_id");

-- CreateIndex
CREATE INDEX "canned_reply_category_id_idx" ON "canned_reply"("category_id");

-- CreateIndex
CREATE INDEX "phone_call_unit_id_created_at_idx" ON "phone_call"("unit_id", "created_at");

-- CreateIndex
CREATE INDEX "phone_call_ticket_id_idx" ON "phone_call"("ticket_id");

-- CreateIndex
CREATE INDEX "chat_staff_id_idx" ON "chat"("staff_id");

-- CreateIndex
CREATE INDEX "delivery_message_id_idx" ON "delivery"("message_id");

-- CreateIndex
CREATE INDEX "ticket_created_at_id_idx" ON "ticket"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_duplicate_of_id_idx" ON "ticket"("duplicate_of_id");

-- CreateIndex
CREATE INDEX "ticket_follower_resident_id_idx" ON "ticket_follower"("resident_id");

-- CreateIndex
CREATE INDEX "visit_staff_id_starts_at_idx" ON "visit"("staff_id", "starts_at");

-- AddForeignKey
ALTER TABLE "chat" ADD CONSTRAINT "chat_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_photo_file_id_fkey" FOREIGN KEY ("photo_file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canned_reply" ADD CONSTRAINT "canned_reply_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "ticket_category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_from_message_id_fkey" FOREIGN KEY ("from_message_id") REFERENCES "message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_deadline" ADD CONSTRAINT "ticket_deadline_renews_id_fkey" FOREIGN KEY ("renews_id") REFERENCES "ticket_deadline"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_call" ADD CONSTRAINT "phone_call_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_call" ADD CONSTRAINT "phone_call_resident_id_fkey" FOREIGN KEY ("resident_id") REFERENCES "resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_call" ADD CONSTRAINT "phone_call_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_call" ADD CONSTRAINT "phone_call_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_call" ADD CONSTRAINT "phone_call_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ── What a word may be ─────────────────────────────────────────────────────────────────────────────────────

alter table chat add constraint chat_of_one check (resident_id is null or staff_id is null);
alter table staff_invite add constraint staff_invite_purpose_word check (purpose in ('password', 'telegram'));
alter table staff_request add constraint staff_request_state_word check (state in ('pending', 'approved', 'declined'));
alter table ticket_category add constraint ticket_category_danger_word
  check (danger in ('gas', 'flood', 'fire', 'stuck', 'power'));
alter table canned_reply add constraint canned_reply_use_word check (use in ('reply', 'result'));
alter table ticket add constraint ticket_closed_as_word
  check (closed_as in ('accepted', 'silence', 'no-answer', 'duplicate', 'company'));
alter table ticket add constraint ticket_is_no_twin_of_itself check (duplicate_of_id <> id);
alter table ticket_follower add constraint ticket_follower_verdict_word check (verdict in ('accepted', 'returned'));
alter table ticket_deadline add constraint ticket_deadline_stands_with_rest
  check ((stopped_at is null) = (remaining_ms is null));
alter table sla_book add constraint sla_book_preset_word check (preset in ('ru', 'default', 'own'));
alter table phone_call add constraint phone_call_reason_word
  check (reason in ('question', 'check', 'visit', 'unreachable', 'noted'));
alter table phone_call add constraint phone_call_state_word check (state in ('to-make', 'made', 'dropped'));
alter table delivery drop constraint delivery_state_word;
alter table delivery add constraint delivery_state_word
  check (state in ('pending', 'sending', 'sent', 'failed', 'unknown', 'cancelled', 'retracting', 'retracted'));

-- ── What is looked for often ───────────────────────────────────────────────────────────────────────────────

create index ticket_deadline_running on ticket_deadline (due_at, id)
  where met_at is null and dropped_at is null and stopped_at is null;
-- A colleague proposes one window at a time.
create unique index visit_ahead on visit (ticket_id) where state in ('proposed', 'accepted', 'changed', 'on-the-way', 'at-the-door');
-- Somebody asks to become a colleague once at a time.
create unique index staff_request_waiting on staff_request (slack_user_id) where state = 'pending';
create index phone_call_to_make on phone_call (created_at, id) where state = 'to-make';
create index conversation_waits on conversation (waits_since) where waits_since is not null;
create index delivery_to_retract on delivery (channel, created_at, id) where state = 'retracting';

-- A message taken back wakes its worker too.
create or replace function notify_delivery() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform pg_notify('delivery', channel)
      from (select distinct channel from fresh where state = 'pending') woken;
  else
    perform pg_notify('delivery', channel)
      from (select distinct fresh.channel from fresh join old_rows using (id)
            where fresh.state in ('pending', 'retracting') and old_rows.state <> fresh.state) woken;
  end if;
  return null;
end $$;

-- The demo's and every company's categories of emergencies name their danger.
update ticket_category set danger = case code
  when 'emergency-flood' then 'flood' when 'emergency-gas' then 'gas' when 'emergency-fire' then 'fire'
  when 'emergency-lift' then 'stuck' when 'emergency-power' then 'power' end
where is_emergency and danger is null;
