-- An outlet as such may be nominated for an award that goes to outlets, once for each award.
ALTER TABLE "nominations" ALTER COLUMN "person_id" DROP NOT NULL;
CREATE UNIQUE INDEX "nominations_one_per_unit" ON "nominations"("campaign_id", "award_code", "unit_id") WHERE ("person_id" IS NULL);
