-- Whether something was changed here since it was last seen alive decides between deleting it and asking.
alter table sync_doubt add column seen_at timestamptz;

comment on column sync_doubt.seen_at is
  'when the list was read that has shown it last; null in a row from before this column, where it counts as since';
