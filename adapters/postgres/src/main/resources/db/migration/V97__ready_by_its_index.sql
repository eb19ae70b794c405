-- Of a task that others wait for its place in the order is read from the index alone.
drop index tasks_ready;
create index tasks_ready on tasks ((-priority_rank), coalesce(due_at, 'infinity'::timestamptz), created_at, key_number)
include (id, priority_rank, due_at, position)
where status = 'open' and deleted_at is null;
create index task_versions_ready on task_versions
  ((-priority_rank), coalesce(due_at, 'infinity'::timestamptz), created_at, key_number)
include (id, priority_rank, due_at, position, until)
where status = 'open' and deleted_at is null;
drop index tasks_waiting;
create index tasks_waiting on tasks (id) include (blocked_by, position)
where status = 'open' and deleted_at is null and blocked_by is not null;
