-- Records of the streams that a plan declares (tests, votes, violations, outside ranks), and the files they came in with.
-- Adds two tables and touches no rows. After the generated part: append-only, as for every other fact.

-- CreateTable
CREATE TABLE "recorded_facts" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID,
    "on_day" DATE NOT NULL,
    "value" DECIMAL(20,6),
    "attrs" JSONB NOT NULL,
    "note" TEXT,
    "import_id" UUID,
    "row" INTEGER,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recorded_facts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_imports" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "imported_by_id" UUID NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "record_imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "recorded_facts_no_key" ON "recorded_facts"("no");

-- CreateIndex
CREATE INDEX "recorded_facts_campaign_id_stream_on_day_idx" ON "recorded_facts"("campaign_id", "stream", "on_day");

-- CreateIndex
CREATE INDEX "recorded_facts_campaign_id_unit_id_on_day_idx" ON "recorded_facts"("campaign_id", "unit_id", "on_day");

-- CreateIndex
CREATE UNIQUE INDEX "record_imports_no_key" ON "record_imports"("no");

-- CreateIndex
CREATE INDEX "record_imports_campaign_id_stream_imported_at_idx" ON "record_imports"("campaign_id", "stream", "imported_at");

-- AddForeignKey
ALTER TABLE "recorded_facts" ADD CONSTRAINT "recorded_facts_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "record_imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



ALTER TABLE "recorded_facts" ADD CONSTRAINT "an_imported_record_names_its_row" CHECK (("import_id" IS NULL) = ("row" IS NULL));

-- Facts are appended and never changed, whoever connects.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['recorded_facts', 'record_imports'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
