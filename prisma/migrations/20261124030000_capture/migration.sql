-- A submission has a number of its own making before it is sent, so that sent again it is still the same record.
ALTER TABLE "inspections" ADD COLUMN "submission_id" UUID;
ALTER TABLE "inspections" ADD COLUMN "submission_hash" TEXT;
CREATE UNIQUE INDEX "inspections_submission_id_key" ON "inspections"("submission_id");
