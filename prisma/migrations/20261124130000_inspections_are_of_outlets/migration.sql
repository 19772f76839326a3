-- An inspection is of an outlet. What is said of one person by several criteria is a form of the plan's records.
ALTER TABLE "inspections" DROP COLUMN "person_id";
ALTER TABLE "inspection_drafts" DROP COLUMN "person_id";
