create sequence time_entry_key;

create table time_entries (
  id         uuid primary key,
  key_number bigint      not null unique,
  key        text        not null unique generated always as ('E-' || key_number::text) stored,
  person_id  uuid        not null,
  task_id    uuid,
  project_id uuid,
  start_at   timestamptz not null,
  end_at     timestamptz,
  time_zone  text        not null,
  note       text,
  tags       text[]      not null,
  tags_lower text[]      not null,
  billable   boolean     not null,
  billed     boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version    bigint      not null,
  position   bigint      not null
);

create index time_entries_start on time_entries (start_at, key_number);
create index time_entries_person on time_entries (person_id, start_at);
create index time_entries_task on time_entries (task_id) include (start_at, end_at)
  where task_id is not null and deleted_at is null;
create index time_entries_project on time_entries (project_id) include (start_at, end_at)
  where project_id is not null and deleted_at is null;
create index time_entries_running on time_entries (person_id) where end_at is null and deleted_at is null;
create index time_entries_overlap on time_entries
  using gist (tstzrange(start_at, greatest(start_at, coalesce(end_at, 'infinity')))) where deleted_at is null;

create table time_entry_versions (until bigint not null, like time_entries, primary key (id, until));

comment on column time_entries.project_id is 'null where there is a task, whose project counts';
comment on column time_entries.end_at is 'null while it runs';
comment on column time_entries.position is 'of the last event that changed the row';
comment on column time_entry_versions.until is 'the position of the event that superseded it';
