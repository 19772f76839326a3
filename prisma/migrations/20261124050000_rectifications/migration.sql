-- CreateTable
CREATE TABLE "rectification_steps" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "owner_id" UUID,
    "drill" TEXT NOT NULL DEFAULT 'NONE',
    "held_on" DATE,
    "department" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "evidence" UUID[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rectification_steps_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rectification_steps_campaign_id_unit_id_idx" ON "rectification_steps"("campaign_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "rectification_steps_finding_id_seq_key" ON "rectification_steps"("finding_id", "seq");

-- What Prisma's schema cannot say.
ALTER TABLE "rectification_steps" ADD CONSTRAINT "rectifications_have_a_state" CHECK ("state" IN ('ORDERED', 'PLANNED', 'SUBMITTED', 'CLOSED', 'REOPENED'));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['rectification_steps'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
