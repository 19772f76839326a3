-- One register of mystery shoppers for all campaigns of a unit, so that a shopper who rotates rotates through all of them.

-- AlterTable
ALTER TABLE "mystery_shoppers" ADD COLUMN     "former" TEXT,
ADD COLUMN     "owner_id" UUID;

-- DropIndex
DROP INDEX "mystery_shoppers_campaign_id_pseudonym_key";

-- Each campaign's shoppers become shoppers of its organiser. Where two of one owner had the same pseudonym, whoever was
-- entered later goes to the end of the register and keeps the former one beside it: released records bear that.
ALTER TABLE "mystery_shoppers" DISABLE TRIGGER USER;
UPDATE "mystery_shoppers" s SET "owner_id" = c."organiser_id" FROM "campaigns" c WHERE c."id" = s."campaign_id";
UPDATE "mystery_shoppers" s
SET "former" = s."pseudonym",
    "pseudonym" = 'S-' || lpad(later."number"::text, greatest(2, length(later."number"::text)), '0')
FROM (
  SELECT "id", "most" + row_number() OVER (PARTITION BY "owner_id" ORDER BY "at", "id") AS "number"
  FROM (
    SELECT "id", "owner_id", "at",
      row_number() OVER (PARTITION BY "owner_id", "pseudonym" ORDER BY "at", "id") AS "nth",
      max(substring("pseudonym" FROM 3)::int) OVER (PARTITION BY "owner_id") AS "most"
    FROM "mystery_shoppers"
  ) numbered
  WHERE "nth" > 1
) later
WHERE s."id" = later."id";
ALTER TABLE "mystery_shoppers" ENABLE TRIGGER USER;

ALTER TABLE "mystery_shoppers" ALTER COLUMN "owner_id" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "mystery_shoppers_owner_id_pseudonym_key" ON "mystery_shoppers"("owner_id", "pseudonym");

-- CreateIndex
CREATE INDEX "mystery_unmaskings_shopper_id_idx" ON "mystery_unmaskings"("shopper_id");
