CREATE TABLE "directory_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"feed" text NOT NULL,
	"outcome" text NOT NULL,
	"services" integer NOT NULL,
	"left_out" integer NOT NULL,
	"problems" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"words" "bytea" NOT NULL,
	"reported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_services" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"organisation" text NOT NULL,
	"description" text NOT NULL,
	"topics" text[] NOT NULL,
	"audiences" text[] NOT NULL,
	"sectors" text[] NOT NULL,
	"cost" text,
	"open_days" text[] NOT NULL,
	"opens" integer[] NOT NULL,
	"closes" integer[] NOT NULL,
	"phone" text,
	"checked_on" date,
	"is_place_secret" boolean NOT NULL,
	"published" jsonb NOT NULL,
	"document" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', organisation), 'B') || setweight(to_tsvector('english', description), 'C')) STORED NOT NULL
);
--> statement-breakpoint
CREATE INDEX "directory_services_document" ON "directory_services" USING gin ("document");--> statement-breakpoint
CREATE INDEX "directory_services_topics" ON "directory_services" USING gin ("topics");--> statement-breakpoint
-- Replaced by the application, all of it at once; what was looked at long ago, and reports seen to, are deleted.
GRANT SELECT, INSERT, DELETE ON directory_services, directory_imports, directory_reports TO portal_app;
