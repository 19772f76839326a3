-- AlterTable
ALTER TABLE "inspection_drafts" ADD COLUMN "visit_id" UUID;

-- AlterTable
ALTER TABLE "inspections" ADD COLUMN "visit_id" UUID;

-- CreateTable
CREATE TABLE "visit_plans" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "announced" BOOLEAN NOT NULL,
    "period" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "contents" TEXT NOT NULL DEFAULT '',
    "terms" JSONB NOT NULL,
    "given" JSONB NOT NULL,
    "seed" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_plan_steps" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_plan_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visits" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "from_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "assignee_kind" TEXT NOT NULL DEFAULT 'PERSON',
    "assignee_id" UUID NOT NULL,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_steps" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "assignee_kind" TEXT NOT NULL DEFAULT 'PERSON',
    "assignee_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_interests" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "interest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_interests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "inspections_one_a_visit" ON "inspections"("visit_id") WHERE ("replaces_id" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "visit_plans_no_key" ON "visit_plans"("no");

-- CreateIndex
CREATE INDEX "visit_plans_campaign_id_idx" ON "visit_plans"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "visit_plan_steps_plan_id_seq_key" ON "visit_plan_steps"("plan_id", "seq");

-- CreateIndex
CREATE INDEX "visits_campaign_id_unit_id_idx" ON "visits"("campaign_id", "unit_id");

-- CreateIndex
CREATE INDEX "visits_campaign_id_assignee_id_idx" ON "visits"("campaign_id", "assignee_id");

-- CreateIndex
CREATE UNIQUE INDEX "visits_plan_id_place_key" ON "visits"("plan_id", "place");

-- CreateIndex
CREATE INDEX "visit_steps_campaign_id_idx" ON "visit_steps"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "visit_steps_visit_id_seq_key" ON "visit_steps"("visit_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "visit_interests_campaign_id_person_id_unit_id_key" ON "visit_interests"("campaign_id", "person_id", "unit_id");

-- What Prisma's schema cannot say.
ALTER TABLE "visit_plan_steps" ADD CONSTRAINT "visit_plans_have_a_state" CHECK ("kind" IN ('APPROVED', 'CANCELLED'));
ALTER TABLE "visit_steps" ADD CONSTRAINT "visits_change_for_a_reason" CHECK ("kind" IN ('REASSIGNED', 'MOVED', 'CANCELLED') AND "reason" <> '');
ALTER TABLE "visits" ADD CONSTRAINT "visits_begin_before_they_end" CHECK ("from_on" <= "due_on");
ALTER TABLE "visit_steps" ADD CONSTRAINT "changed_visits_begin_before_they_end" CHECK ("from_on" <= "due_on");
-- A mystery visit is never told beforehand.
ALTER TABLE "visit_plans" ADD CONSTRAINT "covert_plans_are_sealed" CHECK ("method" <> 'COVERT' OR NOT "announced");

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['visit_plans', 'visit_plan_steps', 'visits', 'visit_steps', 'visit_interests'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
