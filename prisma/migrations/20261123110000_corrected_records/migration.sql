-- What a re-score set or a ruling puts in the place of a record or a figure says so itself: the set, the ground, the reason.
ALTER TABLE "recorded_facts" ADD COLUMN "set_no" TEXT, ADD COLUMN "ground" TEXT, ADD COLUMN "reason" TEXT;

ALTER TABLE "metric_imports" ADD COLUMN "set_no" TEXT, ADD COLUMN "ground" TEXT, ADD COLUMN "reason" TEXT;
