-- AlterTable
ALTER TABLE "chat" DROP COLUMN "screen_ref";
