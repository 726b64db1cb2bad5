-- AlterTable
ALTER TABLE "slack_channel" ADD COLUMN     "lost_at" TIMESTAMPTZ(3),
ADD COLUMN     "lost_why" TEXT;
