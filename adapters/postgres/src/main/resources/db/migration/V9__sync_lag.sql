-- Since when something waits, for who watches the sync; of what waits already it is not known, and counts from now.
alter table sync_work add column marked_at timestamptz not null default now();

comment on column sync_work.marked_at is 'when the mark was made since which it waits';
