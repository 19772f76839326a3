-- The list of winners of a review, reported to the level above: when, under which document number, to whom, and exactly who stood in it.
CREATE TABLE "award_reports" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "listed" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "award_reports_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "award_reports_campaign_id_review_code_level_seq_key" ON "award_reports"("campaign_id", "review_code", "level", "seq");

CREATE TRIGGER "award_reports_append_only" BEFORE UPDATE OR DELETE ON "award_reports" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "award_reports_no_truncate" BEFORE TRUNCATE ON "award_reports" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
