-- When both sides have last agreed, as links of tasks tell it.
alter table sync_entry_links add column synced_at timestamptz;
