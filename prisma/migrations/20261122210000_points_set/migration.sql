-- Points that a body sets for one case inside the plan's range. Earlier decisions stay without: their plans asked for none.
ALTER TABLE "complaint_decisions" ADD COLUMN "points" DECIMAL(21,6);

ALTER TABLE "praise_verifications" ADD COLUMN "points" DECIMAL(21,6);

ALTER TABLE "complaint_decisions" ADD CONSTRAINT "points_set_have_no_sign" CHECK ("points" >= 0);
ALTER TABLE "praise_verifications" ADD CONSTRAINT "points_set_have_no_sign" CHECK ("points" >= 0);
