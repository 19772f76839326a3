-- What an inspection leads to (F-086, F-087): the inspector's suggestions, and the outlet's improvement plan with its measures. Three new tables, nothing existing is touched.

-- CreateTable
CREATE TABLE "inspection_suggestions" (
    "inspection_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspection_suggestions_pkey" PRIMARY KEY ("inspection_id")
);

-- CreateTable
CREATE TABLE "improvement_plans" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "held_on" DATE NOT NULL,
    "present" TEXT NOT NULL,
    "discussed" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "improvement_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "improvement_measures" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "owner" TEXT NOT NULL DEFAULT '',
    "due_on" DATE NOT NULL,

    CONSTRAINT "improvement_measures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "inspection_suggestions_campaign_id_idx" ON "inspection_suggestions"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "improvement_plans_inspection_id_seq_key" ON "improvement_plans"("inspection_id", "seq");

-- CreateIndex
CREATE INDEX "improvement_plans_campaign_id_idx" ON "improvement_plans"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "improvement_measures_plan_id_seq_key" ON "improvement_measures"("plan_id", "seq");

-- CreateIndex
CREATE INDEX "improvement_measures_campaign_id_idx" ON "improvement_measures"("campaign_id");

-- What Prisma's schema cannot say.
ALTER TABLE "inspection_suggestions" ADD CONSTRAINT "suggests_something" CHECK ("text" <> '');
ALTER TABLE "improvement_measures" ADD CONSTRAINT "measures_say_what" CHECK ("text" <> '');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['inspection_suggestions', 'improvement_plans', 'improvement_measures'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
