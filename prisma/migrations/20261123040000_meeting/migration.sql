-- Members who stand back from a subject, and minutes of the meetings about a result.
CREATE TABLE "review_recusals" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "interest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_recusals_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "review_minutes" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "result_id" UUID NOT NULL,
    "held_on" DATE NOT NULL,
    "place" TEXT NOT NULL,
    "present" JSONB NOT NULL,
    "others" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "resolved" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_minutes_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "review_recusals_review_id_person_id_subject_key" ON "review_recusals"("review_id", "person_id", "subject");
CREATE UNIQUE INDEX "review_minutes_review_id_seq_key" ON "review_minutes"("review_id", "seq");
ALTER TABLE "review_recusals" ADD CONSTRAINT "review_recusals_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_minutes" ADD CONSTRAINT "review_minutes_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Both are appended and never changed, whoever connects.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['review_recusals', 'review_minutes'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
