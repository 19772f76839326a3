-- Second looks at a sample of the inspectors' own work (F-083). They change no score; six new tables, nothing existing is touched.

-- CreateTable
CREATE TABLE "recheck_samples" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "method" TEXT,
    "due_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "given" JSONB NOT NULL,
    "seed" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recheck_samples_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recheck_withdrawals" (
    "sample_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recheck_withdrawals_pkey" PRIMARY KEY ("sample_id")
);

-- CreateTable
CREATE TABLE "rechecks" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "sample_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "inspection_id" UUID NOT NULL,
    "assignee_id" UUID NOT NULL,

    CONSTRAINT "rechecks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recheck_handovers" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "recheck_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "assignee_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recheck_handovers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recheck_reports" (
    "recheck_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recheck_reports_pkey" PRIMARY KEY ("recheck_id")
);

-- CreateTable
CREATE TABLE "recheck_words" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "recheck_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "finding_id" UUID,
    "item_code" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "was" DECIMAL(6,2) NOT NULL,
    "lost" DECIMAL(6,2) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "recheck_words_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "recheck_samples_no_key" ON "recheck_samples"("no");

-- CreateIndex
CREATE INDEX "recheck_samples_campaign_id_idx" ON "recheck_samples"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "rechecks_no_key" ON "rechecks"("no");

-- CreateIndex
CREATE UNIQUE INDEX "rechecks_sample_id_place_key" ON "rechecks"("sample_id", "place");

-- CreateIndex
CREATE UNIQUE INDEX "rechecks_sample_id_inspection_id_key" ON "rechecks"("sample_id", "inspection_id");

-- CreateIndex
CREATE INDEX "rechecks_campaign_id_idx" ON "rechecks"("campaign_id");

-- CreateIndex
CREATE INDEX "rechecks_inspection_id_idx" ON "rechecks"("inspection_id");

-- CreateIndex
CREATE UNIQUE INDEX "recheck_handovers_recheck_id_seq_key" ON "recheck_handovers"("recheck_id", "seq");

-- CreateIndex
CREATE INDEX "recheck_handovers_campaign_id_idx" ON "recheck_handovers"("campaign_id");

-- CreateIndex
CREATE INDEX "recheck_reports_campaign_id_idx" ON "recheck_reports"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "recheck_words_recheck_id_seq_key" ON "recheck_words"("recheck_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "recheck_words_recheck_id_finding_id_key" ON "recheck_words"("recheck_id", "finding_id");

-- CreateIndex
CREATE INDEX "recheck_words_campaign_id_idx" ON "recheck_words"("campaign_id");

-- What Prisma's schema cannot say.
ALTER TABLE "recheck_samples" ADD CONSTRAINT "self_checks_are_not_drawn" CHECK ("method" IS DISTINCT FROM 'SELF');
ALTER TABLE "recheck_samples" ADD CONSTRAINT "samples_run_forward" CHECK ("from_on" <= "to_on");
ALTER TABLE "recheck_words" ADD CONSTRAINT "second_looks_have_words" CHECK ("verdict" IN ('STANDS', 'NOT', 'LESS', 'MORE', 'MISSED'));
ALTER TABLE "recheck_words" ADD CONSTRAINT "missed_is_no_finding" CHECK (("verdict" = 'MISSED') = ("finding_id" IS NULL));
ALTER TABLE "recheck_words" ADD CONSTRAINT "differs_for_a_reason" CHECK ("verdict" = 'STANDS' OR "reason" <> '');
ALTER TABLE "recheck_words" ADD CONSTRAINT "words_agree_with_points" CHECK (
  CASE "verdict"
    WHEN 'STANDS' THEN "lost" = "was"
    WHEN 'NOT' THEN "lost" = 0
    WHEN 'LESS' THEN "lost" > 0 AND "lost" < "was"
    WHEN 'MORE' THEN "lost" > "was"
    ELSE "was" = 0 AND "lost" > 0
  END
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['recheck_samples', 'recheck_withdrawals', 'rechecks', 'recheck_handovers', 'recheck_reports', 'recheck_words'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
