-- Certificates for awards that were granted, and those taken back. New tables; no row is touched.
CREATE TABLE "certificates" (
    "id" UUID NOT NULL,
    "serial" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "award_code" TEXT NOT NULL,
    "decision_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "unit_id" UUID,
    "person_id" UUID,
    "recipient_zh" TEXT NOT NULL,
    "recipient_en" TEXT NOT NULL,
    "award_zh" TEXT NOT NULL,
    "award_en" TEXT NOT NULL,
    "campaign_zh" TEXT NOT NULL,
    "campaign_en" TEXT NOT NULL,
    "review_zh" TEXT NOT NULL,
    "review_en" TEXT NOT NULL,
    "issuer_zh" TEXT NOT NULL,
    "issuer_en" TEXT NOT NULL,
    "awarded_on" DATE NOT NULL,
    "issued_by_id" UUID NOT NULL,
    "issued_name" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificates_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "certificate_revocations" (
    "certificate_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "revoked_by_id" UUID NOT NULL,
    "revoked_name" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_revocations_pkey" PRIMARY KEY ("certificate_id")
);

CREATE UNIQUE INDEX "certificates_serial_key" ON "certificates"("serial");
CREATE UNIQUE INDEX "certificates_decision_id_key" ON "certificates"("decision_id");
CREATE INDEX "certificates_campaign_id_idx" ON "certificates"("campaign_id");

ALTER TABLE "certificate_revocations" ADD CONSTRAINT "certificate_revocations_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say: the check is long enough, and both tables are appended only.
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_check_not_guessable" CHECK (length("check") >= 10);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['certificates', 'certificate_revocations'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
