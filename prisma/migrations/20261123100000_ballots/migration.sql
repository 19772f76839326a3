-- Votes of the staff (F-144). Adds six tables and a column without touching rows: earlier records came from no ballot.
CREATE TABLE "ballots" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "award_code" TEXT NOT NULL,
    "review_code" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "stream" TEXT NOT NULL,
    "by" TEXT,
    "of_person" BOOLEAN NOT NULL,
    "target" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "own" BOOLEAN NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_by_name" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ballots_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ballot_candidates" (
    "ballot_id" UUID NOT NULL,
    "subject" UUID NOT NULL,
    "unit_id" UUID NOT NULL,

    CONSTRAINT "ballot_candidates_pkey" PRIMARY KEY ("ballot_id","subject")
);

CREATE TABLE "ballot_voters" (
    "ballot_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "ballot_voters_pkey" PRIMARY KEY ("ballot_id","person_id")
);

CREATE TABLE "ballot_marks" (
    "ballot_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "ballot_marks_pkey" PRIMARY KEY ("ballot_id","person_id")
);

CREATE TABLE "ballot_slips" (
    "id" UUID NOT NULL,
    "ballot_id" UUID NOT NULL,
    "subject" UUID NOT NULL,

    CONSTRAINT "ballot_slips_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ballot_endings" (
    "id" UUID NOT NULL,
    "ballot_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "cast" INTEGER NOT NULL,
    "count" JSONB NOT NULL,
    "seal" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ballot_endings_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "recorded_facts" ADD COLUMN "ballot_id" UUID;

CREATE UNIQUE INDEX "ballots_no_key" ON "ballots"("no");
CREATE UNIQUE INDEX "ballots_campaign_id_award_code_attempt_key" ON "ballots"("campaign_id", "award_code", "attempt");
CREATE INDEX "ballot_slips_ballot_id_idx" ON "ballot_slips"("ballot_id");
CREATE UNIQUE INDEX "ballot_endings_ballot_id_key" ON "ballot_endings"("ballot_id");

ALTER TABLE "ballot_candidates" ADD CONSTRAINT "ballot_candidates_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ballot_voters" ADD CONSTRAINT "ballot_voters_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ballot_marks" ADD CONSTRAINT "ballot_marks_ballot_id_person_id_fkey" FOREIGN KEY ("ballot_id", "person_id") REFERENCES "ballot_voters"("ballot_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ballot_slips" ADD CONSTRAINT "ballot_slips_ballot_id_subject_fkey" FOREIGN KEY ("ballot_id", "subject") REFERENCES "ballot_candidates"("ballot_id", "subject") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ballot_endings" ADD CONSTRAINT "ballot_endings_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recorded_facts" ADD CONSTRAINT "recorded_facts_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ballots" ADD CONSTRAINT "ballots_in_order" CHECK ("opens_at" < "closes_at");

DO $append_only$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ballots', 'ballot_candidates', 'ballot_voters', 'ballot_marks', 'ballot_slips', 'ballot_endings'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END
$append_only$;
