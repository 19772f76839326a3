-- What is laid before a hearing, and beside an item. No rows to fill: earlier ones had none.
ALTER TABLE "appeal_rounds" ADD COLUMN "evidence" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
ALTER TABLE "outlet_replies" ADD COLUMN "evidence" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
