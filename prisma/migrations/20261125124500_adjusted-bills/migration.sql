-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "adjusted_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "invoice_line" ADD COLUMN     "adjusted_minor" BIGINT NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "dispute_billed_batch_id_idx" ON "dispute"("billed_batch_id");

-- CreateIndex
CREATE INDEX "ledger_entry_dispute_id_idx" ON "ledger_entry"("dispute_id");
