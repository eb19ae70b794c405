-- Everything here is built from the events alone and can be built again. No foreign keys: what one projection could not
-- apply must not stop another.

create sequence project_key;
create sequence task_key;
create sequence person_key;
create sequence customer_key;
create sequence service_key;
create sequence time_entry_key;

create table dev_projects (
  id             uuid        primary key,
  key_number     bigint      not null unique,
  key            text        not null unique generated always as ('P-' || key_number::text) stored,
  name           text        not null,
  description    text,
  status         text        not null,
  status_reason  text,
  status_since   timestamptz not null,
  priority       text        not null,
  priority_rank  smallint    not null generated always as (
    case priority when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end) stored,
  tags           text[]      not null,
  tags_lower     text[]      not null,
  repository_url text,
  start_date     text,
  due_date       text,
  due_at         timestamptz,
  due_day        date,
  time_zone      text        not null,
  placement      text        not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  started_at     timestamptz,
  completed_at   timestamptz,
  deleted_at     timestamptz,
  version        bigint      not null,
  position       bigint      not null default 0,
  placements     jsonb,
  customer       uuid,
  service        uuid,
  billable       boolean     not null default false
);

create index dev_projects_status on dev_projects (status, updated_at);
create index dev_projects_updated on dev_projects (updated_at, key_number);
create index dev_projects_due_first on dev_projects (coalesce(due_at, 'infinity'::timestamptz), key_number);
create index dev_projects_due_last on dev_projects (coalesce(due_at, '-infinity'::timestamptz), key_number);
create index dev_projects_priority on dev_projects (priority_rank, key_number);
create index dev_projects_name on dev_projects (lower(name), key_number);
create index dev_projects_tags on dev_projects using gin (tags_lower);

-- Of the rows those that have not changed since a position, and what has. With the position behind what they sort by, those
-- that have changed since are passed over without a look at them.
create index dev_projects_position on dev_projects (position);

comment on column dev_projects.start_date is 'in the form given: a day, or an instant';
comment on column dev_projects.due_at is 'when the due date begins, for comparing days with instants';
comment on column dev_projects.due_day is 'the day that the due date is in the time zone beside it';
comment on column dev_projects.started_at is 'when the status became active for the first time';
comment on column dev_projects.position is 'of the last event that changed the row';
comment on column dev_projects.placements is
  'where it is in services that placement does not speak of, by their names; null where nothing was said';
comment on column dev_projects.customer is 'whom it is for, of customers; null where nobody';
comment on column dev_projects.service is 'as what it is billed, of services; null as nothing';

-- A row is its own past since the event at its position: the versions keep only what was superseded, and until when it was
-- so. It was so from "position" on, and no more at "until". What is added to a table is added to its versions too, at the end.
create table project_versions (until bigint not null, like dev_projects, primary key (id, until));

create index project_versions_position on project_versions (position);

comment on column project_versions.until is 'the position of the event that superseded it';

create table tasks (
  id               uuid        primary key,
  key_number       bigint      not null unique,
  key              text        not null generated always as ('T-' || key_number::text) stored,
  project_id       uuid        not null,
  parent_id        uuid,
  title            text        not null,
  description      text,
  status           text        not null,
  priority         text        not null,
  priority_rank    smallint    not null generated always as (
    case priority when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end) stored,
  tags             text[]      not null,
  tags_lower       text[]      not null,
  start_date       text,
  due_date         text,
  due_at           timestamptz,
  due_day          date,
  time_zone        text        not null,
  checklist        jsonb       not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  completed_at     timestamptz,
  deleted_at       timestamptz,
  deleted_with     text,
  version          bigint      not null,
  position         bigint      not null default 0,
  stage            text,
  estimate_minutes integer,
  retracted_notes  uuid[],
  assignees        uuid[],
  blocked_by       uuid[],
  related          uuid[],
  discovered_from  uuid,
  start_at         timestamptz,
  fields           jsonb
);

create index tasks_status on tasks (status, updated_at);
create index tasks_due_day on tasks (due_day) where due_day is not null;
create index tasks_deleted_with on tasks (deleted_with) where deleted_with is not null;
create index tasks_parent on tasks (parent_id) where parent_id is not null;
create index tasks_tags on tasks using gin (tags_lower) where tags_lower <> '{}';
create index tasks_position on tasks (position);
create index tasks_updated on tasks (updated_at, key_number, position);
create index tasks_due_first on tasks (coalesce(due_at, 'infinity'::timestamptz), key_number, position);
create index tasks_priority on tasks (priority_rank, key_number, position);
create index tasks_assignees on tasks using gin (assignees) where assignees is not null;
create index tasks_blocked_by on tasks using gin (blocked_by) where blocked_by is not null;
create index tasks_related on tasks using gin (related) where related is not null;
create index tasks_ready on tasks ((-priority_rank), coalesce(due_at, 'infinity'::timestamptz), created_at, key_number)
include (id, priority_rank, due_at, position)
where status = 'open' and deleted_at is null;
create index tasks_waiting on tasks (id) include (blocked_by, position)
where status = 'open' and deleted_at is null and blocked_by is not null;
create index tasks_project on tasks (project_id, status, updated_at) include (deleted_at);

comment on column tasks.deleted_with is 'the stream of the project or task whose deletion took it along';
comment on column tasks.position is 'of the last event that changed the row';
comment on column tasks.stage is 'where an open task stands, in the words of who works on it';
comment on column tasks.retracted_notes is 'its notes that count no more, null where all do';
comment on column tasks.assignees is 'the people who work on it, null where nobody does';
comment on column tasks.blocked_by is 'what must be done before it, null where nothing must';
comment on column tasks.related is 'of which it was said here; holds for both';
comment on column tasks.discovered_from is 'what was worked on when it was found';
comment on column tasks.start_at is 'when the start date begins; a day does so in its zone';
comment on column tasks.fields is
  'what services have in fields of their own, by connector and name; null where they have none';

create table task_versions (until bigint not null, like tasks, primary key (id, until));

create index task_versions_position on task_versions (position);

-- Of moments not long ago. As an expression, so that only those lists have it read that ask for it; beside the conditions of
-- others it would look better than it is.
create index task_versions_until on task_versions ((until + 0));
create index task_versions_project on task_versions (project_id, status, until, position) where deleted_at is null;
create index task_versions_due_first
on task_versions (status, coalesce(due_at, 'infinity'::timestamptz), key_number, position, until);
create index task_versions_priority on task_versions (status, priority_rank, key_number, position, until);

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
create index task_versions_blocked_by on task_versions using gin (blocked_by) where blocked_by is not null;
create index task_versions_related on task_versions using gin (related) where related is not null;
create index task_versions_waiting on task_versions (until, position) include (blocked_by)
where status = 'open' and deleted_at is null and blocked_by is not null;
create index task_versions_ready on task_versions
  ((-priority_rank), coalesce(due_at, 'infinity'::timestamptz), created_at, key_number)
include (id, priority_rank, due_at, position, until)
where status = 'open' and deleted_at is null;

comment on column task_versions.until is 'the position of the event that superseded it';

create table notes (
  id           uuid        primary key,
  entity_id    uuid        not null,
  position     bigint      not null,
  text         text        not null,
  at           timestamptz not null,
  actor        text        not null,
  channel      text        not null,
  retracted_at timestamptz,
  author       text
);

create index notes_entity on notes (entity_id, position);

comment on column notes.entity_id is 'the project or the task';
comment on column notes.at is 'when it was written, here or in the service that it came from';
comment on column notes.author is 'what that service calls who wrote it there, null where it was written here';

create table people (
  id          uuid        primary key,
  key_number  bigint      not null unique,
  key         text        not null unique generated always as ('U-' || key_number::text) stored,
  name        text        not null,
  email       text,
  email_lower text,
  archived    boolean     not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  deleted_at  timestamptz,
  version     bigint      not null,
  position    bigint      not null
);

create index people_email on people (email_lower) where deleted_at is null;

comment on column people.email_lower is 'as addresses are compared; no two that are not deleted have the same';
comment on column people.position is 'of the last event that changed the row';

create table person_versions (until bigint not null, like people, primary key (id, until));

comment on column person_versions.until is 'the position of the event that superseded it';

-- Who works on which task. What has ended has no holder, and keeps its number and what was handed over.
create table claims (
  id        uuid        primary key,
  agent     text,
  actor     text,
  since     timestamptz,
  until     timestamptz,
  number    bigint      not null,
  hand_over text,
  position  bigint      not null
);

create index claims_until on claims (until) where until is not null;

-- What was claimed again and again is little of what was ever claimed.
create index claims_often on claims (number) where number >= 3;

comment on column claims.id is 'the task';
comment on column claims.number is 'of the last claim, which is also how often the task was claimed';

create table claim_versions (
  id       uuid        not null,
  position bigint      not null,
  until    timestamptz,
  primary key (id, position)
);

comment on column claim_versions.position is 'of an event of a claim of the task';
comment on column claim_versions.until is 'until when the task was claimed then, null where it was not';

create table customers (
  id         uuid        primary key,
  key_number bigint      not null unique,
  key        text        not null unique generated always as ('C-' || key_number::text) stored,
  name       text        not null,
  name_key   text        not null,
  notes      text,
  archived   boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version    bigint      not null,
  position   bigint      not null
);

create index customers_name on customers (name_key) where deleted_at is null;

comment on column customers.name_key is 'as names are compared; no two that are not deleted have the same';
comment on column customers.position is 'of the last event that changed the row';

create table customer_versions (until bigint not null, like customers, primary key (id, until));

comment on column customer_versions.until is 'the position of the event that superseded it';

create table services (
  id         uuid        primary key,
  key_number bigint      not null unique,
  key        text        not null unique generated always as ('S-' || key_number::text) stored,
  name       text        not null,
  name_key   text        not null,
  notes      text,
  archived   boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version    bigint      not null,
  position   bigint      not null
);

create index services_name on services (name_key) where deleted_at is null;

comment on column services.name_key is 'as names are compared; no two that are not deleted have the same';
comment on column services.position is 'of the last event that changed the row';

create table service_versions (until bigint not null, like services, primary key (id, until));

comment on column service_versions.until is 'the position of the event that superseded it';

create table time_entries (
  id         uuid        primary key,
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

comment on column time_entries.project_id is 'null where there is a task, whose project counts';
comment on column time_entries.end_at is 'null while it runs';
comment on column time_entries.position is 'of the last event that changed the row';

create table time_entry_versions (until bigint not null, like time_entries, primary key (id, until));

create index time_entry_versions_task on time_entry_versions (task_id) where task_id is not null;
create index time_entry_versions_project on time_entry_versions (project_id) where project_id is not null;

comment on column time_entry_versions.until is 'the position of the event that superseded it';

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

create index worked_time_project on worked_time (project) include (seconds, began) where project > 0 and not deleted;
create index worked_time_began on worked_time (began) include (seconds, billable, billed) where not deleted;
create index worked_time_task on worked_time (task) include (seconds, began, deleted, billable, billed);

comment on column worked_time.began is 'in seconds since 1970';
comment on column worked_time.seconds is 'null while it runs';
comment on column worked_time.task is '0 where there is none, as with project';
comment on column worked_time.project is 'in which the task is, where there is one';
comment on column worked_time.tags is 'null where there is none';
comment on table worked_time is
  'a row for each time entry, also for a deleted one; people, tasks and projects by the numbers of their keys';

create table history (
  position    bigint      not null,
  at          timestamptz not null,
  entity_id   uuid        not null,
  change_set  uuid        not null,
  sync        boolean     not null,
  entity_type text        not null,
  event       text        not null,
  actor       text        not null,
  channel     text        not null,
  agent       text,
  words       text,
  undoes      text,
  primary key (position)
);

create index history_entity on history (entity_id, position);
create index history_change_set on history (change_set, position);
create index history_at on history (at, position);
create index history_status on history (position)
where event in ('project.created', 'project.status-changed', 'task.created', 'task.status-changed');
create index history_actor on history (actor, position);

-- Few have many entries each: without the position the index keeps each name once. What is frequent is found along the key.
create index history_channel on history (channel);

-- Few entries of all say it.
create index history_undoes on history (position) where undoes is not null;

comment on column history.sync is 'of the sync''s own book-keeping';
comment on column history.agent is 'who of those that share the actor, where it is known';
comment on column history.words is 'what somebody said about it, in lower case: the reason, the note, the hand-over';
comment on column history.undoes is
  'the ids of the change sets that its change set takes back, with commas; at its first entry';
comment on table history is 'where events are found; what they tell is in event';

-- The database's own sum of bigint is a number of any size, which costs for each row and more for each group.
create aggregate total_seconds(bigint) (
  sfunc = int8pl, stype = bigint, initcond = '0', combinefunc = int8pl, parallel = safe);
