-- The comments whose last read is longest ago are looked for with each poll.
create index sync_note_work_read on sync_note_work (connector, account, read_at, task_id) where not wanted;
