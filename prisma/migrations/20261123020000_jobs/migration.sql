-- Long work that is done beside the requests, and the files it makes. New tables, no rows to touch.
CREATE TABLE "jobs" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "campaign_id" UUID,
    "asked_by_id" UUID NOT NULL,
    "asked_name" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "stage" TEXT NOT NULL DEFAULT '',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "reference" TEXT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "produced_files" (
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "produced_files_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "jobs_kind_about_queued_at_idx" ON "jobs"("kind", "about", "queued_at");
CREATE UNIQUE INDEX "jobs_one_unfinished_of_a_kind" ON "jobs"("kind", "about") WHERE ("ended_at" IS NULL);
CREATE UNIQUE INDEX "produced_files_job_id_key" ON "produced_files"("job_id");

ALTER TABLE "produced_files" ADD CONSTRAINT "produced_files_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "jobs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "produced_files_append_only" BEFORE UPDATE OR DELETE ON "produced_files" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "produced_files_no_truncate" BEFORE TRUNCATE ON "produced_files" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
