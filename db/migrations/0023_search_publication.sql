CREATE TABLE "search_common" (
	"stem" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_publication" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"number" bigint NOT NULL,
	CONSTRAINT "search_publication_only" CHECK ("search_publication"."only")
);
--> statement-breakpoint
CREATE TABLE "search_stems" (
	"stem" text NOT NULL,
	"page" text NOT NULL,
	"rank" real NOT NULL,
	"is_named" boolean NOT NULL,
	CONSTRAINT "search_stems_stem_page_pk" PRIMARY KEY("stem","page")
);
--> statement-breakpoint
DROP INDEX "search_pages_document";--> statement-breakpoint
DROP INDEX "search_phrases_words";--> statement-breakpoint
DROP INDEX "search_words_near";--> statement-breakpoint
ALTER TABLE "search_phrases" ADD COLUMN "uncommon" integer;--> statement-breakpoint
-- Until the copy is made again, which this version does when it is first searched.
UPDATE "search_phrases" SET "uncommon" = length("words");--> statement-breakpoint
ALTER TABLE "search_phrases" ALTER COLUMN "uncommon" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "search_phrases_words" ON "search_phrases" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_words_near" ON "search_words" USING gin ("word" gin_trgm_ops) WITH (fastupdate=false);--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON search_common, search_stems TO portal_app;--> statement-breakpoint
-- Read by every search. Triggers alone write it, whoever changes what is searched.
GRANT SELECT ON search_publication TO portal_app;--> statement-breakpoint
-- No transaction has this number.
INSERT INTO search_publication (number) VALUES (0);--> statement-breakpoint
CREATE FUNCTION publish_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.search_publication (number) VALUES (pg_current_xact_id()::text::bigint)
    ON CONFLICT ("only") DO UPDATE SET number = EXCLUDED.number;
  RETURN NULL;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION publish_search() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER publish_search AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_pages
  FOR EACH STATEMENT EXECUTE FUNCTION publish_search();--> statement-breakpoint
CREATE TRIGGER publish_search AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_phrases
  FOR EACH STATEMENT EXECUTE FUNCTION publish_search();--> statement-breakpoint
CREATE TRIGGER publish_search AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_words
  FOR EACH STATEMENT EXECUTE FUNCTION publish_search();--> statement-breakpoint
CREATE TRIGGER publish_search AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_common
  FOR EACH STATEMENT EXECUTE FUNCTION publish_search();--> statement-breakpoint
CREATE TRIGGER publish_search AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_stems
  FOR EACH STATEMENT EXECUTE FUNCTION publish_search();
