-- The life of a penalty, winners who fall away, prizes handed over, and archived campaigns. Adds four tables and touches no
-- rows. After the generated part: append-only, and what an archived campaign refuses.

-- CreateTable
CREATE TABLE "penalty_steps" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "due_on" DATE,
    "amount_minor" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "penalty_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award_falls" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "result_id" UUID NOT NULL,
    "award_code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "follower" TEXT,
    "unit_id" UUID,
    "person_id" UUID,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "award_falls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award_settlements" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "award_code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "unit_id" UUID,
    "person_id" UUID,
    "prize" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "amount_minor" INTEGER,
    "on_day" DATE NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "award_settlements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_archives" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_archives_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "penalty_steps_campaign_id_idx" ON "penalty_steps"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "penalty_steps_decision_id_seq_key" ON "penalty_steps"("decision_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "award_falls_campaign_id_review_code_award_code_subject_key" ON "award_falls"("campaign_id", "review_code", "award_code", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "award_falls_campaign_id_review_code_award_code_follower_key" ON "award_falls"("campaign_id", "review_code", "award_code", "follower");

-- CreateIndex
CREATE UNIQUE INDEX "award_settlements_no_key" ON "award_settlements"("no");

-- CreateIndex
CREATE UNIQUE INDEX "award_settlements_campaign_id_review_code_award_code_subjec_key" ON "award_settlements"("campaign_id", "review_code", "award_code", "subject", "prize", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_archives_campaign_id_key" ON "campaign_archives"("campaign_id");

ALTER TABLE "penalty_steps" ADD CONSTRAINT "a_step_has_no_negative_amount" CHECK ("amount_minor" >= 0);
ALTER TABLE "award_settlements" ADD CONSTRAINT "an_act_has_no_negative_amount" CHECK ("amount_minor" >= 0);

DO $append_only$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['penalty_steps', 'award_falls', 'award_settlements', 'campaign_archives'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END
$append_only$;

-- Which campaign a row belongs to: its own campaign_id, or by pairs of arguments (column, table) up to a row that has one;
-- the campaigns themselves go by their id. access.sql puts the trigger on every table of a campaign.
CREATE FUNCTION "refuse_archived"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  step integer := 0;
  campaign text;
BEGIN
  IF TG_TABLE_NAME = 'campaigns' THEN
    campaign := line ->> 'id';
  ELSE
    WHILE step + 1 < TG_NARGS LOOP
      EXECUTE format('SELECT to_jsonb(x) FROM %I x WHERE x.id = $1', TG_ARGV[step + 1])
        INTO line USING (line ->> TG_ARGV[step])::uuid;
      step := step + 2;
    END LOOP;
    campaign := line ->> 'campaign_id';
  END IF;
  IF campaign IS NOT NULL AND EXISTS (SELECT 1 FROM campaign_archives WHERE campaign_id = campaign::uuid) THEN
    RAISE EXCEPTION 'CAMPAIGN_ARCHIVED: % of an archived campaign cannot be changed', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
