-- What is added to a table is added to its versions too, at the end.
alter table tasks add column start_at timestamptz;
alter table task_versions add column start_at timestamptz;

-- Tasks in the order in which they are to be begun; those that others wait for come before their equals and are found apart.
create index tasks_ready on tasks ((-priority_rank), coalesce(due_at, 'infinity'::timestamptz), created_at, key_number)
where status = 'open' and deleted_at is null;
create index tasks_waiting on tasks (id) include (blocked_by)
where status = 'open' and deleted_at is null and blocked_by is not null;
create index task_versions_waiting on task_versions (until, position) include (blocked_by)
where status = 'open' and deleted_at is null and blocked_by is not null;

create table claim_versions (
  id       uuid   not null,
  position bigint not null,
  until    timestamptz,
  primary key (id, position)
);

comment on column tasks.start_at is 'when the start date begins; a day does so in its zone';
comment on column claim_versions.position is 'of an event of a claim of the task';
comment on column claim_versions.until is 'until when the task was claimed then, null where it was not';
