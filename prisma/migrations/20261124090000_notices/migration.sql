-- CreateTable
CREATE TABLE "letters" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "evidence" UUID[],
    "due_on" DATE,
    "chosen" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_addressees" (
    "id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "unit_id" UUID,
    "person_id" UUID,

    CONSTRAINT "letter_addressees_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_acknowledgements" (
    "id" UUID NOT NULL,
    "addressee_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letter_acknowledgements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_withdrawals" (
    "id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letter_withdrawals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_reads" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "notice" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_reads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "letters_no_key" ON "letters"("no");

-- CreateIndex
CREATE INDEX "letters_campaign_id_idx" ON "letters"("campaign_id");

-- CreateIndex
CREATE INDEX "letter_addressees_unit_id_idx" ON "letter_addressees"("unit_id");

-- CreateIndex
CREATE INDEX "letter_addressees_person_id_idx" ON "letter_addressees"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_addressees_letter_id_unit_id_key" ON "letter_addressees"("letter_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_addressees_letter_id_person_id_key" ON "letter_addressees"("letter_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_acknowledgements_addressee_id_key" ON "letter_acknowledgements"("addressee_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_withdrawals_letter_id_key" ON "letter_withdrawals"("letter_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_reads_account_id_notice_key" ON "notice_reads"("account_id", "notice");

-- AddForeignKey
ALTER TABLE "letter_addressees" ADD CONSTRAINT "letter_addressees_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_acknowledgements" ADD CONSTRAINT "letter_acknowledgements_addressee_id_fkey" FOREIGN KEY ("addressee_id") REFERENCES "letter_addressees"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_withdrawals" ADD CONSTRAINT "letter_withdrawals_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "letter_addressees" ADD CONSTRAINT "letters_go_to_a_unit_or_a_person" CHECK (("unit_id" IS NULL) <> ("person_id" IS NULL));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['letters', 'letter_addressees', 'letter_acknowledgements', 'letter_withdrawals', 'notice_reads'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
