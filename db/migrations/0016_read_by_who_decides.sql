-- Only somebody who may decide, on the page, makes a submission read. What an auditor, a program or a page beside it
-- had made read becomes unread again, or read since a worker opened it.
update submissions set first_read_at = (
  select min(events.at)
  from events join staff on staff.id = events.staff_id
  where events.submission_id = submissions.id
    and events.kind = 'read' and events.detail ->> 'as' = 'page'
    and staff.role in ('officer', 'manager')
)
where first_read_at is not null;
