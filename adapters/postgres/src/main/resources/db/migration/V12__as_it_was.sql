-- Each row of the read model as it was after each event that changed it. The columns of a table and of its versions are the
-- same in the same order: what is added to the one is added to the other.

alter table dev_projects add column position bigint not null default 0;
alter table tasks add column position bigint not null default 0;

comment on column dev_projects.position is 'of the last event that changed the row';
comment on column tasks.position is 'of the last event that changed the row';

create table project_versions (like dev_projects, primary key (id, position));
create table task_versions (like tasks, primary key (id, position));

create index project_versions_position on project_versions (position);
create index task_versions_position on task_versions (position);
create index task_versions_project on task_versions (project_id, id);

drop index history_at;
create index history_at on history (at, position);

-- What was stored before has no versions yet: they are built at the next start.
update projection_replay set state = 'cancelled', finished_at = now() where state = 'running';
insert into projection_replay (name, state, done, total, started_at)
select 'all', 'running', 0, count(*), now() from event having count(*) > 0
on conflict (name) do update
set state = 'running', done = 0, total = excluded.total, started_at = excluded.started_at, finished_at = null, error = null,
    cancelled = false;
