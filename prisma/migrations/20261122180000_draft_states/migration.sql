-- Undoing while a plan is drafted: every state of a working copy, and which of them holds. Documents brought in wait
-- here until they are taken or given up. No row is touched: a working copy without states starts its list when changed.
ALTER TABLE "campaigns" ADD COLUMN "draft_at" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "draft_states" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "change" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_states_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "draft_imports" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "document" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_imports_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "draft_states_campaign_id_seq_key" ON "draft_states"("campaign_id", "seq");
CREATE UNIQUE INDEX "draft_imports_campaign_id_by_id_key" ON "draft_imports"("campaign_id", "by_id");

ALTER TABLE "draft_states" ADD CONSTRAINT "draft_states_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "draft_imports" ADD CONSTRAINT "draft_imports_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
