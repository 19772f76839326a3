-- The sealed input of a large review has megabytes. Compressing them takes the database longer than everything else it
-- does for a freeze, and a review is read far more often than disks are bought.
ALTER TABLE "review_results" ALTER COLUMN "input" SET STORAGE EXTERNAL;
