-- A row is its own past since the event at its position: the versions keep only what was superseded, and until when it was
-- so. It was so from "position" on, and no more at "until". What is added to a table is added to its versions too, at the end.
-- They are empty until the replay that their new columns bring about; nobody is told what was before that.

drop table project_versions;
create table project_versions (until bigint not null, like dev_projects, primary key (id, until));
create index project_versions_position on project_versions (position);

drop table task_versions;
create table task_versions (until bigint not null, like tasks, primary key (id, until));
create index task_versions_position on task_versions (position);

-- Of moments not long ago. As an expression, so that only those lists have it read that ask for it; beside the conditions of
-- others it would look better than it is.
create index task_versions_until on task_versions ((until + 0));

create index task_versions_project on task_versions (project_id, status, until, position) where deleted_at is null;
create index task_versions_due_first
on task_versions (status, coalesce(due_at, 'infinity'::timestamptz), key_number, position, until);
create index task_versions_priority on task_versions (status, priority_rank, key_number, position, until);
create index task_versions_priority_last on task_versions (status, priority_rank desc, key_number, position, until);

-- When it was changed, in microseconds since 2000 and for each status behind the other, by the positions at which it was so:
-- the lines that cross a position, one after the other by when they were changed, are the tasks of then in the order of their
-- changes, whatever came before and since.
create index task_versions_updated on task_versions using gist (box(
  point(
    case status when 'open' then 0 when 'completed' then 2e15 else 4e15 end
      + greatest(0, extract(epoch from updated_at - '2000-01-01 00:00:00+00'::timestamptz) * 1000000), position),
  point(
    case status when 'open' then 0 when 'completed' then 2e15 else 4e15 end
      + greatest(0, extract(epoch from updated_at - '2000-01-01 00:00:00+00'::timestamptz) * 1000000), until)));

comment on column project_versions.until is 'the position of the event that superseded it';
comment on column task_versions.until is 'the position of the event that superseded it';

-- Of the rows those that have not changed since a position, and what has. With the position behind what they sort by, those
-- that have changed since are passed over without a look at them.
create index dev_projects_position on dev_projects (position);
create index tasks_position on tasks (position);
drop index tasks_updated;
create index tasks_updated on tasks (updated_at, key_number, position);
drop index tasks_due_first;
create index tasks_due_first on tasks (coalesce(due_at, 'infinity'::timestamptz), key_number, position);
drop index tasks_priority;
create index tasks_priority on tasks (priority_rank, key_number, position);
