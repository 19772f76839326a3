-- What the leading group names itself where the plan leaves the reward to it: an amount, a thing, or both.
ALTER TABLE "award_decisions" ADD COLUMN "reward_minor" INTEGER;
ALTER TABLE "award_decisions" ADD COLUMN "reward_what" TEXT NOT NULL DEFAULT '';
