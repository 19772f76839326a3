-- What the office found when it checked a nomination against the plan's standards; the newest counts.
CREATE TABLE "nomination_screenings" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "nomination_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" UUID[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nomination_screenings_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "nomination_screenings_nomination_id_seq_key" ON "nomination_screenings"("nomination_id", "seq");
CREATE INDEX "nomination_screenings_campaign_id_idx" ON "nomination_screenings"("campaign_id");
ALTER TABLE "nomination_screenings" ADD CONSTRAINT "nomination_screenings_nomination_id_fkey" FOREIGN KEY ("nomination_id") REFERENCES "nominations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "nomination_screenings_append_only" BEFORE UPDATE OR DELETE ON "nomination_screenings" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "nomination_screenings_no_truncate" BEFORE TRUNCATE ON "nomination_screenings" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
