-- What is said at the counter and what must not be: versions as they were published, and the one being written.
CREATE TABLE "language_versions" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_on" DATE NOT NULL,
    "note_zh" TEXT,
    "note_en" TEXT,
    "content" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "language_versions_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "language_versions_version_key" ON "language_versions"("version");

CREATE TABLE "language_drafts" (
    "version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "language_drafts_pkey" PRIMARY KEY ("version")
);

-- What Prisma's schema cannot say.
ALTER TABLE "language_versions" ADD CONSTRAINT "notes_are_in_both_languages" CHECK (("note_zh" IS NULL) = ("note_en" IS NULL));
CREATE UNIQUE INDEX "one_language_draft" ON "language_drafts" ((true));

CREATE TRIGGER "language_versions_append_only" BEFORE UPDATE OR DELETE ON "language_versions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "language_versions_no_truncate" BEFORE TRUNCATE ON "language_versions" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A version that began before one that is published would change what was in force on days that are past.
CREATE FUNCTION "refuse_language_out_of_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM language_versions WHERE version >= NEW.version OR effective_on > NEW.effective_on) THEN
    RAISE EXCEPTION 'LANGUAGE_OUT_OF_ORDER: a version follows those before it and begins no earlier' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "language_versions_in_order" BEFORE INSERT ON "language_versions" FOR EACH ROW EXECUTE FUNCTION "refuse_language_out_of_order"();
