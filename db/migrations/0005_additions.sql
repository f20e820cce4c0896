CREATE TABLE "additions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"words" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alerts" DROP CONSTRAINT "alerts_submissionId_unique";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "additions" ADD CONSTRAINT "additions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "additions_submission" ON "additions" USING btree ("submission_id","at");--> statement-breakpoint
CREATE INDEX "alerts_submission" ON "alerts" USING btree ("submission_id");--> statement-breakpoint
-- What somebody added is kept as it came.
GRANT SELECT, INSERT ON "additions" TO portal_app;
--> statement-breakpoint
-- As before, and what was added goes with the rest. Who may call it stays as it was.
CREATE OR REPLACE FUNCTION erase_submission(erased uuid, by_staff uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone record;
BEGIN
  SELECT id, reference, form, draft_id INTO gone FROM public.submissions WHERE id = erased FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'there is no submission with this id';
  END IF;
  PERFORM set_config('portal.erasing', erased::text, true);
  DELETE FROM public.messages WHERE alert_id IN (SELECT id FROM public.alerts WHERE submission_id = erased);
  DELETE FROM public.alerts WHERE submission_id = erased;
  DELETE FROM public.additions WHERE submission_id = erased;
  DELETE FROM public.clocks WHERE submission_id = erased;
  DELETE FROM public.decisions WHERE submission_id = erased;
  DELETE FROM public.files WHERE submission_id = erased OR (draft_id = gone.draft_id AND submission_id IS NULL);
  DELETE FROM public.drafts WHERE id = gone.draft_id OR submission_id = erased;
  DELETE FROM public.events WHERE submission_id = erased;
  DELETE FROM public.submissions WHERE id = erased;
  INSERT INTO public.events (submission_id, actor, staff_id, kind, detail)
  VALUES (
    erased,
    CASE WHEN by_staff IS NULL THEN 'system' ELSE 'staff' END,
    by_staff,
    'erased',
    jsonb_build_object('reference', gone.reference, 'form', gone.form)
  );
  PERFORM set_config('portal.erasing', '', true);
END
$$;
