DROP INDEX "drafts_one_open";--> statement-breakpoint
ALTER TABLE "drafts" DROP COLUMN "visit_hash";