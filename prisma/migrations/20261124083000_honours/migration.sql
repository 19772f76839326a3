-- Honours that somebody outside the campaigns gave to a unit or a person, each entered with its document. What campaigns decide stands in the register by itself.
CREATE TABLE "honours" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID,
    "granted_by" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "evidence" UUID[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "honours_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "honours_no_key" ON "honours"("no");
CREATE INDEX "honours_unit_id_idx" ON "honours"("unit_id");
CREATE INDEX "honours_person_id_idx" ON "honours"("person_id");

CREATE TRIGGER "honours_append_only" BEFORE UPDATE OR DELETE ON "honours" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "honours_no_truncate" BEFORE TRUNCATE ON "honours" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "honour_withdrawals" (
    "honour_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "honour_withdrawals_pkey" PRIMARY KEY ("honour_id")
);

ALTER TABLE "honour_withdrawals" ADD CONSTRAINT "honour_withdrawals_honour_id_fkey" FOREIGN KEY ("honour_id") REFERENCES "honours"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "honour_withdrawals_append_only" BEFORE UPDATE OR DELETE ON "honour_withdrawals" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "honour_withdrawals_no_truncate" BEFORE TRUNCATE ON "honour_withdrawals" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
