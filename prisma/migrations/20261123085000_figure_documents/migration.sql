-- The document that a file of figures was taken from: the branch's notice with its ranking.
ALTER TABLE "metric_imports" ADD COLUMN "evidence" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
