-- An undo says from now on which change sets it takes back, in the metadata of its first event. What was undone before this is
-- not known, and is told as such; also in a ledger that is restored elsewhere, as of what is older than its tables.
alter table history add column undoes text;

-- Few entries of all say it.
create index history_undoes on history (position) where undoes is not null;

create table undo_recording (
  since timestamptz not null default now()
);

insert into undo_recording default values;

comment on column history.undoes is 'the ids of the change sets that its change set takes back, with commas; at its first entry';
comment on table undo_recording is 'since when each undo says what it takes back';
