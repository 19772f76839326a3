-- What the office says about a campaign at its end, version by version. A new table, no rows to fill.
CREATE TABLE "campaign_evaluations" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "text_zh" TEXT NOT NULL,
    "text_en" TEXT NOT NULL,
    "phases" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_evaluations_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "campaign_evaluations_campaign_id_seq_key" ON "campaign_evaluations"("campaign_id", "seq");
