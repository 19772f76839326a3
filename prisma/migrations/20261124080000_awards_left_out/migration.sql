-- A winner by the plan whom the leading group leaves out, because it chooses fewer than the quota and says why (R-019).
ALTER TABLE "award_decisions" ADD COLUMN "left_out" BOOLEAN NOT NULL DEFAULT false;
