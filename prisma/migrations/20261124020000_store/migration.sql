-- What the copies of a picture must be like, how much lies in the store for each unit, and what a check of all files found.
ALTER TABLE "evidence_files" ADD COLUMN "display_sha256" TEXT;
ALTER TABLE "evidence_files" ADD COLUMN "thumbnail_sha256" TEXT;

CREATE INDEX "evidence_files_uploaded_by_id_uploaded_at_idx" ON "evidence_files"("uploaded_by_id", "uploaded_at");
CREATE INDEX "evidence_files_sha256_idx" ON "evidence_files"("sha256");

CREATE TABLE "file_usage" (
    "unit_id" UUID NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "files" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "file_usage_pkey" PRIMARY KEY ("unit_id")
);

CREATE TABLE "file_checks" (
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "asked_name" TEXT NOT NULL,
    "store" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "files" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "damaged" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,

    CONSTRAINT "file_checks_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "file_faults" (
    "id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "unit_id" UUID,
    "rendition" TEXT NOT NULL,
    "fault" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "found_sha256" TEXT,

    CONSTRAINT "file_faults_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "file_checks_job_id_key" ON "file_checks"("job_id");
CREATE INDEX "file_checks_ended_at_idx" ON "file_checks"("ended_at");
CREATE INDEX "file_faults_check_id_idx" ON "file_faults"("check_id");

ALTER TABLE "file_faults" ADD CONSTRAINT "file_faults_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "file_checks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "file_checks_append_only" BEFORE UPDATE OR DELETE ON "file_checks" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "file_checks_no_truncate" BEFORE TRUNCATE ON "file_checks" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "file_faults_append_only" BEFORE UPDATE OR DELETE ON "file_faults" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "file_faults_no_truncate" BEFORE TRUNCATE ON "file_faults" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Counted with the row itself, whoever writes it, so that the sum of an outlet with a million files is one row to read.
CREATE FUNCTION "count_evidence_file"() RETURNS trigger LANGUAGE plpgsql AS $count$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "file_usage" ("unit_id", "bytes", "files") VALUES (coalesce(NEW."unit_id", nobody), NEW."bytes", 1)
      ON CONFLICT ("unit_id") DO UPDATE SET "bytes" = "file_usage"."bytes" + excluded."bytes", "files" = "file_usage"."files" + 1;
  ELSE
    UPDATE "file_usage" SET "bytes" = "bytes" - OLD."bytes", "files" = "files" - 1 WHERE "unit_id" = coalesce(OLD."unit_id", nobody);
  END IF;
  RETURN NULL;
END
$count$;
CREATE TRIGGER "evidence_files_counted" AFTER INSERT OR DELETE ON "evidence_files" FOR EACH ROW EXECUTE FUNCTION "count_evidence_file"();

INSERT INTO "file_usage" ("unit_id", "bytes", "files")
  SELECT coalesce("unit_id", '00000000-0000-0000-0000-000000000000'), sum("bytes"), count(*) FROM "evidence_files" GROUP BY 1;
