-- CreateIndex
CREATE INDEX "card_channel_platform_ref_idx" ON "card"("channel", "platform_ref");
