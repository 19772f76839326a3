-- CreateTable
CREATE TABLE "footage_terms" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "retention_days" INTEGER NOT NULL,
    "supply_days" INTEGER NOT NULL,
    "floor_per" TEXT,
    "floor_periods" INTEGER,
    "floor_minutes" INTEGER,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_reviews" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "visit_id" UUID,
    "purpose" TEXT NOT NULL,
    "retention_days" INTEGER NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_periods" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "on_day" DATE NOT NULL,
    "from_minute" INTEGER NOT NULL,
    "to_minute" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_periods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_steps" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "period_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "medium" TEXT,
    "reference" TEXT NOT NULL DEFAULT '',
    "cause" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "evidence" UUID[],
    "minutes" INTEGER,
    "viewed_on" DATE,
    "items" TEXT[],
    "posts" TEXT[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_findings" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "item_code" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_marks" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "period_id" UUID NOT NULL,
    "from_second" INTEGER NOT NULL,
    "to_second" INTEGER,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_marks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_withdrawals" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_withdrawals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_exemptions" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "item_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_exemptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_endings" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "inspection_id" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "ended_on" DATE NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_endings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_circulars" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "grace_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "findings" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_circulars_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_circular_reviews" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "circular_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,

    CONSTRAINT "footage_circular_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "footage_viewings" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "circular_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "held_on" DATE NOT NULL,
    "holder_id" UUID NOT NULL,
    "present" INTEGER NOT NULL,
    "staff" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "evidence" UUID[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "footage_viewings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "footage_terms_campaign_id_seq_key" ON "footage_terms"("campaign_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "footage_reviews_no_key" ON "footage_reviews"("no");

-- CreateIndex
CREATE INDEX "footage_reviews_campaign_id_unit_id_idx" ON "footage_reviews"("campaign_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_periods_review_id_seq_key" ON "footage_periods"("review_id", "seq");

-- CreateIndex
CREATE INDEX "footage_periods_campaign_id_idx" ON "footage_periods"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_steps_period_id_seq_key" ON "footage_steps"("period_id", "seq");

-- CreateIndex
CREATE INDEX "footage_steps_campaign_id_idx" ON "footage_steps"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_findings_review_id_seq_key" ON "footage_findings"("review_id", "seq");

-- CreateIndex
CREATE INDEX "footage_findings_campaign_id_idx" ON "footage_findings"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_marks_finding_id_seq_key" ON "footage_marks"("finding_id", "seq");

-- CreateIndex
CREATE INDEX "footage_marks_campaign_id_idx" ON "footage_marks"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_withdrawals_finding_id_key" ON "footage_withdrawals"("finding_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_exemptions_review_id_item_code_key" ON "footage_exemptions"("review_id", "item_code");

-- CreateIndex
CREATE UNIQUE INDEX "footage_endings_review_id_key" ON "footage_endings"("review_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_circulars_no_key" ON "footage_circulars"("no");

-- CreateIndex
CREATE INDEX "footage_circulars_campaign_id_idx" ON "footage_circulars"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_circular_reviews_review_id_key" ON "footage_circular_reviews"("review_id");

-- CreateIndex
CREATE INDEX "footage_circular_reviews_circular_id_idx" ON "footage_circular_reviews"("circular_id");

-- CreateIndex
CREATE UNIQUE INDEX "footage_viewings_circular_id_unit_id_seq_key" ON "footage_viewings"("circular_id", "unit_id", "seq");

-- CreateIndex
CREATE INDEX "footage_viewings_campaign_id_idx" ON "footage_viewings"("campaign_id");

-- What Prisma's schema cannot say.
ALTER TABLE "footage_terms" ADD CONSTRAINT "recordings_are_kept_for_days" CHECK ("retention_days" > 0 AND "supply_days" >= 0);
ALTER TABLE "footage_terms" ADD CONSTRAINT "a_floor_says_whose_how_many_how_long" CHECK (("floor_per" IS NULL) = ("floor_periods" IS NULL) AND ("floor_per" IS NULL) = ("floor_minutes" IS NULL));
ALTER TABLE "footage_periods" ADD CONSTRAINT "periods_lie_within_a_day" CHECK (0 <= "from_minute" AND "from_minute" < "to_minute" AND "to_minute" <= 1440);
ALTER TABLE "footage_steps" ADD CONSTRAINT "steps_say_what_became_of_a_period" CHECK (
  ("kind" = 'SUPPLIED' AND "medium" IS NOT NULL) OR ("kind" = 'UNAVAILABLE' AND "cause" IS NOT NULL) OR ("kind" = 'VIEWED' AND "minutes" > 0 AND "viewed_on" IS NOT NULL));
ALTER TABLE "footage_marks" ADD CONSTRAINT "marks_run_forward" CHECK ("to_second" IS NULL OR "to_second" >= "from_second");
ALTER TABLE "footage_endings" ADD CONSTRAINT "closed_reviews_have_an_inspection" CHECK (
  ("kind" = 'CLOSED' AND "inspection_id" IS NOT NULL) OR ("kind" = 'CANCELLED' AND "inspection_id" IS NULL AND "reason" <> ''));
ALTER TABLE "footage_circulars" ADD CONSTRAINT "circulars_run_forward" CHECK ("from_on" <= "to_on");
ALTER TABLE "footage_viewings" ADD CONSTRAINT "nobody_views_who_does_not_work_there" CHECK ("present" > 0 AND "present" <= "staff");

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['footage_terms', 'footage_reviews', 'footage_periods', 'footage_steps', 'footage_findings', 'footage_marks', 'footage_withdrawals', 'footage_exemptions', 'footage_endings', 'footage_circulars', 'footage_circular_reviews', 'footage_viewings'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
