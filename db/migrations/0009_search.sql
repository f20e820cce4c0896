-- Nearness of words. Part of PostgreSQL's own contrib, and trusted: the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "search_pages" (
	"id" text PRIMARY KEY NOT NULL,
	"made_from" text NOT NULL,
	"title" text NOT NULL,
	"called" text NOT NULL,
	"summary" text NOT NULL,
	"body" text NOT NULL,
	"document" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', called), 'B') || setweight(to_tsvector('english', summary), 'C') || setweight(to_tsvector('english', body), 'D')) STORED NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_phrases" (
	"phrase" text NOT NULL,
	"page" text,
	"danger" text
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_pages_document" ON "search_pages" USING gin ("document");--> statement-breakpoint
CREATE INDEX "search_words_near" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
-- Copied from content/ by the application, all of it at once.
GRANT SELECT, INSERT, DELETE ON search_pages, search_phrases, search_words TO portal_app;
