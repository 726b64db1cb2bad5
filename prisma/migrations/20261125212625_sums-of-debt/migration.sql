-- AlterTable
ALTER TABLE "pay_link" ADD COLUMN     "is_debt" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "is_debt" BOOLEAN NOT NULL DEFAULT false;
