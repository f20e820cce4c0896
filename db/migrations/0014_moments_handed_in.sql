-- Every moment a row holds is handed in by whoever acts: a default of the database would be a second clock.
ALTER TABLE "drafts" ALTER COLUMN "created_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "drafts" ALTER COLUMN "updated_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "staff" ALTER COLUMN "created_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "created_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "messages" ALTER COLUMN "created_at" DROP DEFAULT;--> statement-breakpoint
-- As before, with the moment handed in. At a prompt, where nobody hands one in, it is the database's.
DROP FUNCTION erase_submission(uuid, uuid);--> statement-breakpoint
CREATE FUNCTION erase_submission(erased uuid, by_staff uuid DEFAULT NULL, erased_at timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone record;
BEGIN
  SELECT id, reference, form, draft_id INTO gone FROM public.submissions WHERE id = erased FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'there is no submission with this id';
  END IF;
  PERFORM set_config('portal.erasing', erased::text, true);
  DELETE FROM public.messages
    WHERE submission_id = erased OR alert_id IN (SELECT id FROM public.alerts WHERE submission_id = erased);
  DELETE FROM public.alerts WHERE submission_id = erased;
  DELETE FROM public.notes WHERE submission_id = erased;
  DELETE FROM public.additions WHERE submission_id = erased;
  DELETE FROM public.clocks WHERE submission_id = erased;
  DELETE FROM public.determinations WHERE submission_id = erased;
  DELETE FROM public.figure_amendments WHERE submission_id = erased;
  DELETE FROM public.decisions WHERE submission_id = erased;
  DELETE FROM public.files WHERE submission_id = erased OR (draft_id = gone.draft_id AND submission_id IS NULL);
  DELETE FROM public.drafts WHERE id = gone.draft_id OR submission_id = erased;
  DELETE FROM public.events WHERE submission_id = erased;
  DELETE FROM public.submissions WHERE id = erased;
  INSERT INTO public.events (submission_id, at, actor, staff_id, kind, detail)
  VALUES (
    erased,
    erased_at,
    CASE WHEN by_staff IS NULL THEN 'system' ELSE 'staff' END,
    by_staff,
    'erased',
    jsonb_build_object('reference', gone.reference, 'form', gone.form)
  );
  PERFORM set_config('portal.erasing', '', true);
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_submission(uuid, uuid, timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_submission(uuid, uuid, timestamptz) TO portal_retention;
