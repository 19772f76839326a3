-- The number an office gives a document that it issues (发文字号). A new table, no rows to fill.
CREATE TABLE "document_numbers" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_numbers_pkey" PRIMARY KEY ("id")
);

-- No number is given twice in a year of a campaign.
CREATE UNIQUE INDEX "document_numbers_campaign_id_symbol_year_number_key" ON "document_numbers"("campaign_id", "symbol", "year", "number");
CREATE INDEX "document_numbers_campaign_id_review_code_idx" ON "document_numbers"("campaign_id", "review_code");
