-- What is linked no longer is not to be read: each poll went by these rows, as the longest unread ones.
update sync_note_work w set wanted = false, read_at = null
where not exists (
  select from sync_links l
  where l.connector = w.connector and l.account = w.account and l.entity_kind = 'task'
    and l.entity_id = w.task_id and l.state = 'linked');
