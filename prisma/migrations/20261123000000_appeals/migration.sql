-- Appeals, replies and objections, and re-score sets: corrections of frozen days that are applied as a whole (DESIGN §3).
-- Adds fourteen tables and touches no rows. After the generated part: append-only, as for every other decision.

-- CreateTable
CREATE TABLE "finding_corrections" (
    "id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "lost" DECIMAL(6,2) NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "finding_corrections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint_revisions" (
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "validity" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "person_id" UUID,
    "points" DECIMAL(21,6),
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "complaint_revisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeals" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "item_id" UUID NOT NULL,
    "item_no" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appeals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeal_rounds" (
    "id" UUID NOT NULL,
    "appeal_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appeal_rounds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeal_rulings" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "remedy" JSONB,
    "heard_at" TEXT NOT NULL,
    "set_id" UUID,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appeal_rulings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outlet_replies" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "item_id" UUID NOT NULL,
    "item_no" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outlet_replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objections" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "result_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "objections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection_answers" (
    "id" UUID NOT NULL,
    "objection_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "set_id" UUID,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "objection_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rescore_sets" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rescore_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rescore_changes" (
    "id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "remedy" JSONB NOT NULL,
    "item_id" UUID NOT NULL,
    "item_no" TEXT NOT NULL,
    "ground" TEXT NOT NULL,
    "ground_no" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rescore_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rescore_previews" (
    "id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "of" INTEGER NOT NULL,
    "reviews" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rescore_previews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rescore_signatures" (
    "id" UUID NOT NULL,
    "preview_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rescore_signatures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rescore_closings" (
    "id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rescore_closings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rescore_results" (
    "id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "former_id" UUID NOT NULL,
    "result_id" UUID NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "rescore_results_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "finding_corrections_finding_id_seq_key" ON "finding_corrections"("finding_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_revisions_decision_id_seq_key" ON "complaint_revisions"("decision_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "appeals_no_key" ON "appeals"("no");

-- CreateIndex
CREATE UNIQUE INDEX "appeals_kind_item_id_key" ON "appeals"("kind", "item_id");

-- CreateIndex
CREATE INDEX "appeals_campaign_id_unit_id_idx" ON "appeals"("campaign_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "appeal_rounds_appeal_id_round_key" ON "appeal_rounds"("appeal_id", "round");

-- CreateIndex
CREATE UNIQUE INDEX "appeal_rulings_round_id_key" ON "appeal_rulings"("round_id");

-- CreateIndex
CREATE INDEX "outlet_replies_campaign_id_unit_id_idx" ON "outlet_replies"("campaign_id", "unit_id");

-- CreateIndex
CREATE INDEX "outlet_replies_kind_item_id_idx" ON "outlet_replies"("kind", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "objections_no_key" ON "objections"("no");

-- CreateIndex
CREATE UNIQUE INDEX "objections_result_id_subject_by_id_key" ON "objections"("result_id", "subject", "by_id");

-- CreateIndex
CREATE INDEX "objections_campaign_id_review_code_idx" ON "objections"("campaign_id", "review_code");

-- CreateIndex
CREATE UNIQUE INDEX "objection_answers_objection_id_key" ON "objection_answers"("objection_id");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_sets_no_key" ON "rescore_sets"("no");

-- CreateIndex
CREATE INDEX "rescore_sets_campaign_id_idx" ON "rescore_sets"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_changes_set_id_position_key" ON "rescore_changes"("set_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_changes_set_id_item_id_key" ON "rescore_changes"("set_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_previews_set_id_seq_key" ON "rescore_previews"("set_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_signatures_preview_id_review_code_seat_person_id_key" ON "rescore_signatures"("preview_id", "review_code", "seat", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_closings_set_id_key" ON "rescore_closings"("set_id");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_results_former_id_key" ON "rescore_results"("former_id");

-- CreateIndex
CREATE UNIQUE INDEX "rescore_results_result_id_key" ON "rescore_results"("result_id");

-- AddForeignKey
ALTER TABLE "finding_corrections" ADD CONSTRAINT "finding_corrections_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "findings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint_revisions" ADD CONSTRAINT "complaint_revisions_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "complaint_decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal_rounds" ADD CONSTRAINT "appeal_rounds_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal_rulings" ADD CONSTRAINT "appeal_rulings_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "appeal_rounds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection_answers" ADD CONSTRAINT "objection_answers_objection_id_fkey" FOREIGN KEY ("objection_id") REFERENCES "objections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rescore_changes" ADD CONSTRAINT "rescore_changes_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "rescore_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rescore_previews" ADD CONSTRAINT "rescore_previews_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "rescore_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rescore_signatures" ADD CONSTRAINT "rescore_signatures_preview_id_fkey" FOREIGN KEY ("preview_id") REFERENCES "rescore_previews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rescore_closings" ADD CONSTRAINT "rescore_closings_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "rescore_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rescore_results" ADD CONSTRAINT "rescore_results_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "rescore_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "finding_corrections" ADD CONSTRAINT "corrected_points_are_not_negative" CHECK ("lost" >= 0);
ALTER TABLE "complaint_revisions" ADD CONSTRAINT "revised_validity_is_decided" CHECK ("validity" IN ('VALID', 'INVALID'));
ALTER TABLE "appeal_rulings" ADD CONSTRAINT "rulings_have_an_outcome" CHECK ("outcome" IN ('UPHELD', 'PARTLY', 'REJECTED'));
ALTER TABLE "rescore_closings" ADD CONSTRAINT "sets_are_applied_or_cancelled" CHECK ("outcome" IN ('APPLIED', 'CANCELLED'));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'finding_corrections', 'complaint_revisions', 'appeals', 'appeal_rounds', 'appeal_rulings',
    'outlet_replies', 'objections', 'objection_answers', 'rescore_sets', 'rescore_changes',
    'rescore_previews', 'rescore_signatures', 'rescore_closings', 'rescore_results'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
