-- The document that a record or a file of records was taken from: a notice of the province, a signed list.
ALTER TABLE "recorded_facts" ADD COLUMN "evidence" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
ALTER TABLE "record_imports" ADD COLUMN "evidence" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
