-- Trial visits (F-097): a version of the questionnaire is tried out before real visits go by it.

-- AlterTable
ALTER TABLE "mystery_visits" ADD COLUMN     "questionnaire_seq" INTEGER,
ADD COLUMN     "trial" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "mystery_keyings" ADD COLUMN     "began_at" TIMESTAMPTZ(3);

-- Visits sent so far took the version that was declared last before them; 0 is what ships.
ALTER TABLE "mystery_visits" DISABLE TRIGGER USER;
UPDATE "mystery_visits" v SET "questionnaire_seq" = coalesce(
  (SELECT max(q."seq") FROM "mystery_questionnaires" q WHERE q."campaign_id" = v."campaign_id" AND q."at" <= v."at"), 0);
ALTER TABLE "mystery_visits" ENABLE TRIGGER USER;
ALTER TABLE "mystery_visits" ALTER COLUMN "questionnaire_seq" SET NOT NULL;

-- What Prisma's schema cannot say.
ALTER TABLE "mystery_visits" ADD CONSTRAINT "a_trial_makes_no_planned_visit" CHECK (NOT ("trial" AND "visit_id" IS NOT NULL));

CREATE FUNCTION "refuse_trial_release"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."kind" = 'RELEASED' AND EXISTS (SELECT FROM "mystery_visits" v WHERE v."id" = NEW."mystery_visit_id" AND v."trial") THEN
    RAISE EXCEPTION 'a trial visit is never released';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "trials_stay_trials" BEFORE INSERT ON "mystery_steps" FOR EACH ROW EXECUTE FUNCTION "refuse_trial_release"();
