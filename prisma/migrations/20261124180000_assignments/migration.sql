-- What evaluators from outside are to do (F-117). Two new tables, nothing existing is touched.

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "survey_id" UUID,
    "mystery_visit_id" UUID,
    "unit_ids" UUID[],
    "due_on" DATE NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_endings" (
    "assignment_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_endings_pkey" PRIMARY KEY ("assignment_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "assignments_no_key" ON "assignments"("no");

-- CreateIndex
CREATE INDEX "assignments_account_id_idx" ON "assignments"("account_id");

-- CreateIndex
CREATE INDEX "assignments_campaign_id_idx" ON "assignments"("campaign_id");

-- What Prisma's schema cannot say.
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_are_of_one_thing" CHECK (("survey_id" IS NULL) <> ("mystery_visit_id" IS NULL));
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_have_places" CHECK (cardinality("unit_ids") > 0);
ALTER TABLE "assignment_endings" ADD CONSTRAINT "assignments_end_for_a_reason" CHECK ("reason" <> '');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['assignments', 'assignment_endings'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
