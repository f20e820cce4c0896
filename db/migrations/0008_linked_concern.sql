ALTER TABLE "drafts" ADD COLUMN "concern_id" uuid;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "concern_id" uuid;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_concern_id_submissions_id_fk" FOREIGN KEY ("concern_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_concern_id_submissions_id_fk" FOREIGN KEY ("concern_id") REFERENCES "public"."submissions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "submissions_concern" ON "submissions" USING btree ("concern_id");
