-- A bill that was cancelled (a file undone, or replaced by a newer one) may be issued anew under its number.
DROP INDEX "invoice_account_id_period_number_key";

-- CreateIndex
CREATE INDEX "invoice_account_id_period_number_idx" ON "invoice"("account_id", "period", "number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_that_stands" ON "invoice"("account_id", "period", "number") WHERE state = 'issued';

-- What waits between two statements and can be read again from its file: it need not survive a crash.
CREATE UNLOGGED TABLE "import_line" (
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT NOT NULL,
    "problem" TEXT,
    "problem_values" TEXT,
    "account_number" TEXT NOT NULL,
    "payee" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "issued_on" DATE,
    "due_on" DATE,
    "service_code" TEXT,
    "service_name" TEXT,
    "group" TEXT,
    "unit" TEXT,
    "volume" DECIMAL(22,7),
    "volume_method" TEXT,
    "tariff" DECIMAL(14,6),
    "charged_minor" BIGINT,
    "recalculation_minor" BIGINT,
    "recalculation_reason" TEXT,
    "benefit_minor" BIGINT,
    "penalty_minor" BIGINT,
    "debt_minor" BIGINT,
    "paid_minor" BIGINT,
    "to_pay_minor" BIGINT,

    CONSTRAINT "import_line_pkey" PRIMARY KEY ("batch_id","line")
);
