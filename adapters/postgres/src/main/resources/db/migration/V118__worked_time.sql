-- What is summed up of each time entry, and nothing else of it: a sum reads all rows that it is of.
create table worked_time (
  entry    bigint  primary key,
  began    bigint  not null,
  seconds  bigint,
  person   bigint  not null,
  task     bigint  not null,
  project  bigint  not null,
  billable boolean not null,
  billed   boolean not null,
  deleted  boolean not null,
  tags     text[]
);

insert into worked_time
select e.key_number, extract(epoch from e.start_at),
  case when e.end_at is not null then extract(epoch from greatest(e.end_at, e.start_at) - e.start_at) end,
  coalesce(u.key_number, 0), coalesce(t.key_number, 0), coalesce(p.key_number, 0),
  e.billable, e.billed, e.deleted_at is not null, nullif(e.tags, '{}')
from time_entries e
left join people u on u.id = e.person_id
left join tasks t on t.id = e.task_id
left join dev_projects p on p.id = coalesce(t.project_id, e.project_id);

create index worked_time_began on worked_time (began);
create index worked_time_task on worked_time (task) include (seconds, began, deleted) where task > 0;
create index worked_time_project on worked_time (project) include (seconds, began) where project > 0 and not deleted;

comment on table worked_time is 'a row for each time entry, also for a deleted one; people, tasks and projects by the numbers of their keys';
comment on column worked_time.began is 'in seconds since 1970';
comment on column worked_time.seconds is 'null while it runs';
comment on column worked_time.task is '0 where there is none, as with project';
comment on column worked_time.project is 'in which the task is, where there is one';
comment on column worked_time.tags is 'null where there is none';
