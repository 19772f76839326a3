-- What one member of the leading group proposes about a penalty; it is decided when a second member confirms it.
CREATE TABLE "penalty_motions" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "result_id" UUID NOT NULL,
    "penalty_code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "fact_id" TEXT NOT NULL DEFAULT '',
    "seq" INTEGER NOT NULL,
    "consequence" TEXT NOT NULL DEFAULT '',
    "amount" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_person_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "penalty_motions_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "penalty_motions_result_id_penalty_code_subject_fact_id_seq_key" ON "penalty_motions"("result_id", "penalty_code", "subject", "fact_id", "seq");
CREATE INDEX "penalty_motions_campaign_id_idx" ON "penalty_motions"("campaign_id");

CREATE TRIGGER "penalty_motions_append_only" BEFORE UPDATE OR DELETE ON "penalty_motions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "penalty_motions_no_truncate" BEFORE TRUNCATE ON "penalty_motions" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Decisions of before were made by one member; those that follow by rule need nobody.
ALTER TABLE "penalty_decisions" ADD COLUMN "confirmed_by_id" UUID;
ALTER TABLE "penalty_decisions" ADD COLUMN "confirmed_name" TEXT NOT NULL DEFAULT '';
