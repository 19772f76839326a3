-- Sheets whose items score in other ways than steps, libraries without points, and several findings at one item.
ALTER TABLE "standards" ALTER COLUMN "method" DROP NOT NULL;
ALTER TABLE "standards" ADD COLUMN "about" TEXT NOT NULL DEFAULT 'OUTLET';
ALTER TABLE "standard_versions" ALTER COLUMN "full" DROP NOT NULL;

ALTER TABLE "standard_items" ALTER COLUMN "points" DROP NOT NULL;
ALTER TABLE "standard_items" ADD COLUMN "form" JSONB;
ALTER TABLE "standard_items" ADD COLUMN "wipes" TEXT;
ALTER TABLE "standard_items" ADD COLUMN "demands" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "standard_items" ADD COLUMN "track" TEXT;
ALTER TABLE "standard_items" ADD COLUMN "focus" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "standard_items" ADD COLUMN "fine_min" DECIMAL(10,2);
ALTER TABLE "standard_items" ADD COLUMN "fine_max" DECIMAL(10,2);
ALTER TABLE "standard_items" ADD COLUMN "season_from" TEXT;
ALTER TABLE "standard_items" ADD COLUMN "season_to" TEXT;
ALTER TABLE "standard_items" ADD COLUMN "reference_id" UUID;
UPDATE "standard_items" SET "form" = '{"kind":"STEPS","repeats":false}';
UPDATE "standard_items" SET "demands" = '[{"kind":"PHOTO","must":false}]' WHERE "evidence";
ALTER TABLE "standard_items" DROP COLUMN "evidence";

ALTER TABLE "findings" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 1;
DROP INDEX "findings_inspection_id_item_code_key";
CREATE UNIQUE INDEX "findings_inspection_id_item_code_seq_key" ON "findings"("inspection_id", "item_code", "seq");
ALTER TABLE "inspections" ADD COLUMN "person_id" UUID;
ALTER TABLE "inspection_drafts" ADD COLUMN "person_id" UUID;
