-- AlterTable
ALTER TABLE "inspections" ADD COLUMN     "draft_id" UUID,
ADD COLUMN     "spent" JSONB;

-- CreateTable
CREATE TABLE "draft_changes" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "item_code" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "draft_changes_draft_id_idx" ON "draft_changes"("draft_id");

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draft_changes'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
