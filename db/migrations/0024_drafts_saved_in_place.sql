DROP INDEX "drafts_expiry";--> statement-breakpoint
CREATE INDEX "drafts_expiry" ON "drafts" USING brin ("expires_at");--> statement-breakpoint
-- Room on a page for the next version of a row: it is then saved without writing to any index.
ALTER TABLE "drafts" SET (fillfactor = 70);
