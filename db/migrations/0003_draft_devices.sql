CREATE TABLE "draft_devices" (
	"visit_hash" text NOT NULL,
	"draft_id" uuid NOT NULL,
	"form" text NOT NULL,
	"is_open" boolean DEFAULT true NOT NULL,
	"is_resumed" boolean DEFAULT false NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_devices_visit_hash_draft_id_pk" PRIMARY KEY("visit_hash","draft_id")
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "code_hash" text;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "secret_hash" text;--> statement-breakpoint
ALTER TABLE "draft_devices" ADD CONSTRAINT "draft_devices_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_devices_one_open" ON "draft_devices" USING btree ("visit_hash","form") WHERE is_open;--> statement-breakpoint
CREATE INDEX "draft_devices_draft" ON "draft_devices" USING btree ("draft_id");--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_codeHash_unique" UNIQUE("code_hash");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "draft_devices" TO portal_app;--> statement-breakpoint
-- Until now a draft named the one device it was begun on.
INSERT INTO "draft_devices" ("visit_hash", "draft_id", "form", "is_open", "seen_at")
SELECT "visit_hash", "id", "form", "sent_at" IS NULL, "updated_at" FROM "drafts";
