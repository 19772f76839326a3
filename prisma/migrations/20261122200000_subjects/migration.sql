-- A review may rank people, or the groups of a campaign, as well as units: places, awards and penalties name their
-- subject whatever it is. Rows stay as they are but for the new column, which says again what stood there.
ALTER TABLE "review_standings" RENAME COLUMN "unit_id" TO "subject";
ALTER TABLE "review_standings" ALTER COLUMN "subject" TYPE TEXT;
ALTER INDEX "review_standings_result_id_unit_id_key" RENAME TO "review_standings_result_id_subject_key";

ALTER TABLE "penalty_decisions" RENAME COLUMN "unit_id" TO "subject";
ALTER TABLE "penalty_decisions" ALTER COLUMN "subject" TYPE TEXT;
ALTER INDEX "penalty_decisions_result_id_penalty_code_unit_id_fact_id_co_key" RENAME TO "penalty_decisions_result_id_penalty_code_subject_fact_id_co_key";

ALTER TABLE "award_decisions" ADD COLUMN "subject" TEXT;
ALTER TABLE "award_decisions" DISABLE TRIGGER USER;
UPDATE "award_decisions" SET "subject" = COALESCE("person_id", "unit_id")::text;
ALTER TABLE "award_decisions" ENABLE TRIGGER USER;
ALTER TABLE "award_decisions" ALTER COLUMN "subject" SET NOT NULL;
ALTER TABLE "award_decisions" ALTER COLUMN "unit_id" DROP NOT NULL;
DROP INDEX "award_decisions_result_id_award_code_unit_id_person_id_key";
DROP INDEX "award_decisions_one_per_unit";
CREATE UNIQUE INDEX "award_decisions_result_id_award_code_subject_key" ON "award_decisions"("result_id", "award_code", "subject");
