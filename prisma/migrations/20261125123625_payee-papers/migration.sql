-- AlterTable
ALTER TABLE "payee" ADD COLUMN     "ogrn" TEXT,
ADD COLUMN     "qr_kind" TEXT;

-- CreateTable
CREATE TABLE "debt_certificate" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "unit_id" UUID NOT NULL,
    "resident_id" UUID,
    "staff_id" UUID,
    "as_of" DATE NOT NULL,
    "accounts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "debt_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "debt_certificate_number_key" ON "debt_certificate"("number");

-- CreateIndex
CREATE INDEX "debt_certificate_unit_id_as_of_idx" ON "debt_certificate"("unit_id", "as_of");

-- AddForeignKey
ALTER TABLE "debt_certificate" ADD CONSTRAINT "debt_certificate_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debt_certificate" ADD CONSTRAINT "debt_certificate_resident_id_fkey" FOREIGN KEY ("resident_id") REFERENCES "resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debt_certificate" ADD CONSTRAINT "debt_certificate_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_member"("id") ON DELETE SET NULL ON UPDATE CASCADE;
