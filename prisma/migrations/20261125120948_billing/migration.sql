-- AlterTable
ALTER TABLE "attachment" ADD COLUMN     "mute_id" UUID;

-- AlterTable
ALTER TABLE "dispute" ADD COLUMN     "answer" TEXT,
ADD COLUMN     "billed_at" TIMESTAMPTZ(3),
ADD COLUMN     "billed_batch_id" UUID,
ADD COLUMN     "decide_by" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by_id" UUID,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'open';

-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "as_of" DATE,
ADD COLUMN     "done_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "profile_id" UUID;

-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "details" JSONB;

-- AlterTable
ALTER TABLE "ledger_entry" ADD COLUMN     "dispute_id" UUID;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "checkout_id" UUID,
ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "import_batch_id" UUID,
ADD COLUMN     "pay_link_id" UUID,
ADD COLUMN     "pay_url" TEXT,
ADD COLUMN     "trouble" TEXT,
ADD COLUMN     "trouble_settled_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "payment_target" (
    "payment_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "payment_target_pkey" PRIMARY KEY ("payment_id","invoice_id")
);

-- CreateTable
CREATE TABLE "payment_refund" (
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "provider_ref" TEXT,
    "failure" TEXT,
    "staff_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pay_link" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "invoice_ids" UUID[],
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "resident_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pay_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unmatched_payment" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "operation_id" TEXT NOT NULL,
    "payee_id" UUID,
    "paid_on" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payer_name" TEXT,
    "payer_account" TEXT,
    "purpose" TEXT NOT NULL,
    "said" JSONB NOT NULL,
    "suggestions" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "payment_id" UUID,
    "staff_id" UUID,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "unmatched_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_payer" (
    "payer_key" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_payer_pkey" PRIMARY KEY ("payer_key","account_id")
);

-- CreateTable
CREATE TABLE "reminder_mute" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "invoice_id" UUID,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "resident_id" UUID,
    "staff_id" UUID,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_mute_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "payment_target_invoice_id_idx" ON "payment_target"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_refund_payment_id_provider_ref_key" ON "payment_refund"("payment_id", "provider_ref");

-- CreateIndex
CREATE UNIQUE INDEX "pay_link_token_hash_key" ON "pay_link"("token_hash");

-- CreateIndex
CREATE INDEX "unmatched_payment_state_created_at_idx" ON "unmatched_payment"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "unmatched_payment_batch_id_line_key" ON "unmatched_payment"("batch_id", "line");

-- CreateIndex
CREATE INDEX "reminder_mute_account_id_until_idx" ON "reminder_mute"("account_id", "until");

-- CreateIndex
CREATE INDEX "dispute_state_decide_by_idx" ON "dispute"("state", "decide_by");

-- CreateIndex
CREATE INDEX "ledger_entry_import_batch_id_idx" ON "ledger_entry"("import_batch_id");

-- CreateIndex
CREATE INDEX "ledger_entry_payment_id_idx" ON "ledger_entry"("payment_id");

-- CreateIndex
CREATE INDEX "ledger_entry_reverses_id_idx" ON "ledger_entry"("reverses_id");

-- CreateIndex
CREATE INDEX "payment_state_created_at_idx" ON "payment"("state", "created_at");

-- CreateIndex
CREATE INDEX "payment_checkout_id_idx" ON "payment"("checkout_id");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_mute_id_fkey" FOREIGN KEY ("mute_id") REFERENCES "reminder_mute"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_pay_link_id_fkey" FOREIGN KEY ("pay_link_id") REFERENCES "pay_link"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_import_batch_id_fkey" FOREIGN KEY ("import_batch_id") REFERENCES "import_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_target" ADD CONSTRAINT "payment_target_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_target" ADD CONSTRAINT "payment_target_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_link" ADD CONSTRAINT "pay_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_link" ADD CONSTRAINT "pay_link_resident_id_fkey" FOREIGN KEY ("resident_id") REFERENCES "resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unmatched_payment" ADD CONSTRAINT "unmatched_payment_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unmatched_payment" ADD CONSTRAINT "unmatched_payment_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_payer" ADD CONSTRAINT "known_payer_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_mute" ADD CONSTRAINT "reminder_mute_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_mute" ADD CONSTRAINT "reminder_mute_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_mute" ADD CONSTRAINT "reminder_mute_resident_id_fkey" FOREIGN KEY ("resident_id") REFERENCES "resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_mute" ADD CONSTRAINT "reminder_mute_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "staff_member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_billed_batch_id_fkey" FOREIGN KEY ("billed_batch_id") REFERENCES "import_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_profile_id_fkey" FOREIGN KEY ("profile_id") REFERENCES "import_profile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Words and sums the database itself insists on.
alter table import_batch drop constraint import_batch_target_word;
alter table import_batch add constraint import_batch_target_word
  check (target in ('residents', 'invoices', 'meters', 'readings', 'payments', 'balances', 'bank-register'));
alter table import_batch drop constraint import_batch_state_word;
alter table import_batch add constraint import_batch_state_word
  check (state in ('received', 'checking', 'checked', 'applying', 'applied', 'failed', 'undone'));
alter table payment add constraint payment_trouble_word
  check (trouble in ('overpaid', 'late', 'duplicate', 'wrong-amount', 'cancelled-invoice'));
alter table payment add constraint payment_sums
  check (amount_minor > 0 and commission_minor >= 0 and refunded_minor between 0 and amount_minor);
alter table payment_refund add constraint payment_refund_state_word check (state in ('pending', 'succeeded', 'failed'));
alter table payment_refund add constraint payment_refund_sum check (amount_minor > 0);
alter table pay_link add constraint pay_link_sum check (amount_minor > 0);
alter table unmatched_payment add constraint unmatched_payment_state_word
  check (state in ('open', 'matched', 'ignored', 'undone'));
alter table unmatched_payment add constraint unmatched_payment_sum check (amount_minor > 0);
alter table reminder_mute add constraint reminder_mute_reason_word check (reason in ('paid-elsewhere', 'by-accountant'));
alter table dispute add constraint dispute_state_word check (state in ('open', 'withdrawn', 'decided'));
alter table dispute add constraint dispute_sums
  check (disputed_minor > 0 and (accepted_minor is null or accepted_minor between 0 and disputed_minor));
-- A file sets an account right once.
create unique index ledger_entry_one_reconciliation on ledger_entry (account_id, import_batch_id)
  where kind = 'reconciliation' and import_batch_id is not null and reverses_id is null;
