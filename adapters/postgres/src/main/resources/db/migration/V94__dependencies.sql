-- What is added to a table is added to its versions too, at the end.
alter table tasks add column blocked_by uuid[], add column related uuid[], add column discovered_from uuid;
alter table task_versions add column blocked_by uuid[], add column related uuid[], add column discovered_from uuid;

create index tasks_blocked_by on tasks using gin (blocked_by) where blocked_by is not null;
create index tasks_related on tasks using gin (related) where related is not null;
create index task_versions_blocked_by on task_versions using gin (blocked_by) where blocked_by is not null;
create index task_versions_related on task_versions using gin (related) where related is not null;

comment on column tasks.blocked_by is 'what must be done before it, null where nothing must';
comment on column tasks.related is 'of which it was said here; holds for both';
comment on column tasks.discovered_from is 'what was worked on when it was found';
