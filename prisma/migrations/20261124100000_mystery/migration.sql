-- Mystery visits (P17): shoppers under a pseudonym, questionnaires keyed twice, checked, and released into the register of inspections.

-- CreateTable
CREATE TABLE "mystery_shoppers" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "name_sealed" TEXT NOT NULL,
    "contact_sealed" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_shoppers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_retirements" (
    "shopper_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_retirements_pkey" PRIMARY KEY ("shopper_id")
);

-- CreateTable
CREATE TABLE "mystery_acquaintances" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "shopper_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_acquaintances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_unmaskings" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "shopper_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_unmaskings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_unmasking_steps" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unmasking_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_unmasking_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_questionnaires" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_questionnaires_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_visits" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "shopper_id" UUID NOT NULL,
    "on_day" DATE NOT NULL,
    "visit_id" UUID,
    "questionnaire" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_recordings" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "mystery_visit_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "item_code" TEXT,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_recordings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_keyings" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "mystery_visit_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_keyings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mystery_steps" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "mystery_visit_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "choices" JSONB,
    "inspection_id" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mystery_steps_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mystery_shoppers_campaign_id_pseudonym_key" ON "mystery_shoppers"("campaign_id", "pseudonym");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_acquaintances_shopper_id_unit_id_key" ON "mystery_acquaintances"("shopper_id", "unit_id");

-- CreateIndex
CREATE INDEX "mystery_acquaintances_campaign_id_idx" ON "mystery_acquaintances"("campaign_id");

-- CreateIndex
CREATE INDEX "mystery_unmaskings_campaign_id_idx" ON "mystery_unmaskings"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_unmasking_steps_unmasking_id_seq_key" ON "mystery_unmasking_steps"("unmasking_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_questionnaires_campaign_id_seq_key" ON "mystery_questionnaires"("campaign_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_visits_no_key" ON "mystery_visits"("no");

-- CreateIndex
CREATE INDEX "mystery_visits_campaign_id_unit_id_idx" ON "mystery_visits"("campaign_id", "unit_id");

-- CreateIndex
CREATE INDEX "mystery_visits_shopper_id_idx" ON "mystery_visits"("shopper_id");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_recordings_file_id_key" ON "mystery_recordings"("file_id");

-- CreateIndex
CREATE INDEX "mystery_recordings_mystery_visit_id_idx" ON "mystery_recordings"("mystery_visit_id");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_keyings_mystery_visit_id_round_seq_key" ON "mystery_keyings"("mystery_visit_id", "round", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_keyings_mystery_visit_id_round_by_id_key" ON "mystery_keyings"("mystery_visit_id", "round", "by_id");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_steps_inspection_id_key" ON "mystery_steps"("inspection_id");

-- CreateIndex
CREATE UNIQUE INDEX "mystery_steps_mystery_visit_id_seq_key" ON "mystery_steps"("mystery_visit_id", "seq");

-- What Prisma's schema cannot say.
ALTER TABLE "mystery_keyings" ADD CONSTRAINT "keyed_at_most_twice" CHECK ("seq" IN (1, 2));
ALTER TABLE "mystery_steps" ADD CONSTRAINT "mystery_visits_have_a_course" CHECK ("kind" IN ('ADJUDICATED', 'PASSED', 'SENT_BACK', 'RELEASED', 'CANCELLED'));
ALTER TABLE "mystery_steps" ADD CONSTRAINT "released_is_an_inspection" CHECK (("kind" = 'RELEASED') = ("inspection_id" IS NOT NULL));
ALTER TABLE "mystery_unmasking_steps" ADD CONSTRAINT "unmaskings_have_a_course" CHECK ("kind" IN ('GRANTED', 'REFUSED', 'SEEN'));
ALTER TABLE "mystery_unmaskings" ADD CONSTRAINT "unmasked_for_a_reason" CHECK ("reason" <> '');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['mystery_shoppers', 'mystery_retirements', 'mystery_acquaintances', 'mystery_unmaskings', 'mystery_unmasking_steps', 'mystery_questionnaires', 'mystery_visits', 'mystery_recordings', 'mystery_keyings', 'mystery_steps'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
