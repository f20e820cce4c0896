CREATE TABLE "kept_work" (
	"staff_id" uuid NOT NULL,
	"page" text NOT NULL,
	"typed" "bytea" NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_work_staff_id_page_pk" PRIMARY KEY("staff_id","page")
);
--> statement-breakpoint
ALTER TABLE "kept_work" ADD CONSTRAINT "kept_work_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kept_work_age" ON "kept_work" USING btree ("kept_at");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_work TO portal_app;--> statement-breakpoint
-- What somebody was typing about a submission goes with it when it is erased. Nothing else deletes one.
CREATE FUNCTION drop_kept_work() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.kept_work
    WHERE replace(upper(page), '-', '') LIKE '/STAFF/SUBMISSIONS/' || replace(upper(OLD.reference), '-', '') || '%';
  RETURN NULL;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION drop_kept_work() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER drop_kept_work AFTER DELETE ON submissions FOR EACH ROW EXECUTE FUNCTION drop_kept_work();
