-- Files of a mystery visit are closed to the outlet from the first moment, whoever files them.

-- AlterTable
ALTER TABLE "evidence_files" ADD COLUMN     "covert" BOOLEAN NOT NULL DEFAULT false;
