-- CreateTable
CREATE TABLE "stated_balance" (
    "batch_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "balance_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stated_balance_pkey" PRIMARY KEY ("batch_id","account_id","as_of")
);

-- CreateIndex
CREATE INDEX "stated_balance_account_id_as_of_idx" ON "stated_balance"("account_id", "as_of");

-- AddForeignKey
ALTER TABLE "stated_balance" ADD CONSTRAINT "stated_balance_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stated_balance" ADD CONSTRAINT "stated_balance_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
