-- Customers are asked: exit interviews, calls, rating cards (F-104, F-105, F-107, F-109 to F-114). Five new tables, nothing existing is touched.

-- CreateTable
CREATE TABLE "surveys" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "sample" INTEGER,
    "per" TEXT NOT NULL DEFAULT 'SURVEY',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "surveys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_cards" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID,
    "code" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "survey_cards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_answers" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID,
    "on_day" DATE NOT NULL,
    "answers" JSONB NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "card_id" UUID,
    "submission_id" UUID NOT NULL,
    "by_id" UUID,
    "by_name" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "survey_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_strikes" (
    "answer_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "survey_strikes_pkey" PRIMARY KEY ("answer_id")
);

-- CreateTable
CREATE TABLE "survey_endings" (
    "survey_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "survey_endings_pkey" PRIMARY KEY ("survey_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "surveys_no_key" ON "surveys"("no");

-- CreateIndex
CREATE INDEX "surveys_campaign_id_idx" ON "surveys"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "survey_cards_code_key" ON "survey_cards"("code");

-- CreateIndex
CREATE INDEX "survey_cards_campaign_id_idx" ON "survey_cards"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "survey_cards_survey_id_unit_id_person_id_key" ON "survey_cards"("survey_id", "unit_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "survey_answers_submission_id_key" ON "survey_answers"("submission_id");

-- CreateIndex
CREATE INDEX "survey_answers_survey_id_unit_id_idx" ON "survey_answers"("survey_id", "unit_id");

-- CreateIndex
CREATE INDEX "survey_answers_campaign_id_idx" ON "survey_answers"("campaign_id");

-- CreateIndex
CREATE INDEX "survey_strikes_survey_id_idx" ON "survey_strikes"("survey_id");

-- What Prisma's schema cannot say.
CREATE UNIQUE INDEX "survey_cards_of_outlets_key" ON "survey_cards"("survey_id", "unit_id") WHERE "person_id" IS NULL;
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_have_kinds" CHECK ("kind" IN ('EXIT', 'PHONE', 'CARD', 'STAFF'));
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_run_forward" CHECK ("from_on" <= "to_on");
ALTER TABLE "surveys" ADD CONSTRAINT "samples_are_some" CHECK ("sample" > 0);
ALTER TABLE "surveys" ADD CONSTRAINT "samples_are_per" CHECK ("per" IN ('SURVEY', 'MONTH'));
ALTER TABLE "survey_answers" ADD CONSTRAINT "answers_come_by_card_or_interviewer" CHECK (("card_id" IS NULL) <> ("by_id" IS NULL));
ALTER TABLE "survey_endings" ADD CONSTRAINT "surveys_end_one_way" CHECK ("kind" = 'CLOSED' OR ("kind" = 'CANCELLED' AND "reason" <> ''));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['surveys', 'survey_cards', 'survey_answers', 'survey_strikes', 'survey_endings'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
