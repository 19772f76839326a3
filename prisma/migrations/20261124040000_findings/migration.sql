-- AlterTable
ALTER TABLE "findings" ADD COLUMN     "due_on" DATE;

-- The deadline of findings recorded so far stands in the answers of their inspection. Nothing that was said is changed.
ALTER TABLE "findings" DISABLE TRIGGER USER;
UPDATE "findings" f SET "due_on" = (
  CASE WHEN f."seq" = 1 THEN i."answers" -> f."item_code" ->> 'dueOn'
       ELSE i."answers" -> f."item_code" -> 'also' -> (f."seq" - 2) ->> 'dueOn' END
)::date
FROM "inspections" i WHERE i."id" = f."inspection_id";
ALTER TABLE "findings" ENABLE TRIGGER USER;

-- CreateTable
CREATE TABLE "finding_words" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "evidence" UUID[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "finding_words_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_rulings" (
    "id" UUID NOT NULL,
    "word_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "lost" DECIMAL(6,2),
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "finding_rulings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_fines" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "amount" DECIMAL(10,2) NOT NULL,
    "receipt_no" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "finding_fines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_totals" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "total" DECIMAL(8,4) NOT NULL,
    "source" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_totals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "finding_words_finding_id_key" ON "finding_words"("finding_id");

-- CreateIndex
CREATE INDEX "finding_words_campaign_id_unit_id_idx" ON "finding_words"("campaign_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_rulings_word_id_key" ON "finding_rulings"("word_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_fines_no_key" ON "finding_fines"("no");

-- CreateIndex
CREATE UNIQUE INDEX "finding_fines_finding_id_person_id_key" ON "finding_fines"("finding_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_fines_campaign_id_receipt_no_key" ON "finding_fines"("campaign_id", "receipt_no");

-- CreateIndex
CREATE INDEX "finding_fines_campaign_id_unit_id_idx" ON "finding_fines"("campaign_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "external_totals_inspection_id_seq_key" ON "external_totals"("inspection_id", "seq");

-- CreateIndex
CREATE INDEX "external_totals_campaign_id_idx" ON "external_totals"("campaign_id");

-- AddForeignKey
ALTER TABLE "finding_rulings" ADD CONSTRAINT "finding_rulings_word_id_fkey" FOREIGN KEY ("word_id") REFERENCES "finding_words"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "finding_words" ADD CONSTRAINT "words_confirm_or_dispute" CHECK ("kind" = 'CONFIRMED' OR ("kind" = 'DISPUTED' AND "reason" <> ''));
ALTER TABLE "finding_rulings" ADD CONSTRAINT "disputes_have_an_outcome" CHECK ("outcome" IN ('UPHELD', 'PARTLY', 'REJECTED'));
ALTER TABLE "finding_fines" ADD CONSTRAINT "fines_are_of_money" CHECK ("amount" > 0);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['finding_words', 'finding_rulings', 'finding_fines', 'external_totals'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
