-- AlterTable
ALTER TABLE "ticket_category" ADD COLUMN     "words" TEXT[] DEFAULT ARRAY[]::TEXT[];
