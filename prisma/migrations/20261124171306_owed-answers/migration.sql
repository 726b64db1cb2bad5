-- CreateTable
CREATE TABLE "owed_answer" (
    "update_key" TEXT NOT NULL,
    "chat_id" UUID NOT NULL,
    "gather" TEXT,
    "answers" JSONB NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "owed_answer_pkey" PRIMARY KEY ("update_key")
);

-- CreateIndex
CREATE INDEX "owed_answer_chat_id_idx" ON "owed_answer"("chat_id");

-- AddForeignKey
ALTER TABLE "owed_answer" ADD CONSTRAINT "owed_answer_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;
