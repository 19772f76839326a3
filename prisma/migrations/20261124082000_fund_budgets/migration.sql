-- What a campaign may spend on rewards by who pays, and expects of fines by who is fined; the newest version counts.
CREATE TABLE "fund_budgets" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "fund" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fund_budgets_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "fund_budgets_campaign_id_fund_payer_seq_key" ON "fund_budgets"("campaign_id", "fund", "payer", "seq");

CREATE TRIGGER "fund_budgets_append_only" BEFORE UPDATE OR DELETE ON "fund_budgets" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "fund_budgets_no_truncate" BEFORE TRUNCATE ON "fund_budgets" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
