-- Everything here is built from the events alone and can be built again. No foreign keys: what one projection could not
-- apply must not stop another.

create table dev_projects (
  id                uuid primary key,
  key_number        bigint      not null unique,
  key               text        not null unique generated always as ('P-' || key_number::text) stored,
  name              text        not null,
  description       text,
  status            text        not null,
  status_reason     text,
  status_since      timestamptz not null,
  priority          text        not null,
  priority_rank     smallint    not null generated always as (
                      case priority when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end) stored,
  tags              text[]      not null,
  tags_lower        text[]      not null,
  repository_url    text,
  start_date        text,
  due_date          text,
  due_at            timestamptz,
  due_day           date,
  time_zone         text        not null,
  placement         text        not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  started_at        timestamptz,
  completed_at      timestamptz,
  deleted_at        timestamptz,
  version           bigint      not null,
  ticktick_list_id  text,
  ticktick_task_id  text
);

comment on column dev_projects.start_date is 'in the form given: a day, or an instant';
comment on column dev_projects.due_at is 'when the due date begins, for comparing days with instants';
comment on column dev_projects.due_day is 'the day that the due date is in the time zone beside it';
comment on column dev_projects.started_at is 'when the status became active for the first time';
comment on column dev_projects.ticktick_task_id is 'null for a project that is a list of its own';

create index dev_projects_status on dev_projects (status, updated_at);
create index dev_projects_updated on dev_projects (updated_at, key_number);
create index dev_projects_due_first on dev_projects (coalesce(due_at, 'infinity'::timestamptz), key_number);
create index dev_projects_due_last on dev_projects (coalesce(due_at, '-infinity'::timestamptz), key_number);
create index dev_projects_priority on dev_projects (priority_rank, key_number);
create index dev_projects_name on dev_projects (lower(name), key_number);
create index dev_projects_tags on dev_projects using gin (tags_lower);

create table tasks (
  id             uuid primary key,
  key_number     bigint      not null unique,
  key            text        not null unique generated always as ('T-' || key_number::text) stored,
  project_id     uuid        not null,
  parent_id      uuid,
  title          text        not null,
  description    text,
  status         text        not null,
  priority       text        not null,
  priority_rank  smallint    not null generated always as (
                   case priority when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end) stored,
  tags           text[]      not null,
  tags_lower     text[]      not null,
  start_date     text,
  due_date       text,
  due_at         timestamptz,
  due_day        date,
  time_zone      text        not null,
  checklist      jsonb       not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  completed_at   timestamptz,
  deleted_at     timestamptz,
  deleted_with   text,
  version        bigint      not null
);

comment on column tasks.deleted_with is 'the stream of the project or task whose deletion took it along';

create index tasks_project on tasks (project_id, status, updated_at);
create index tasks_parent on tasks (parent_id);
create index tasks_status on tasks (status, updated_at);
create index tasks_updated on tasks (updated_at, key_number);
create index tasks_due_first on tasks (coalesce(due_at, 'infinity'::timestamptz), key_number);
create index tasks_due_last on tasks (coalesce(due_at, '-infinity'::timestamptz), key_number);
create index tasks_due_day on tasks (due_day) where due_day is not null;
create index tasks_priority on tasks (priority_rank, key_number);
create index tasks_title on tasks (lower(title), key_number);
create index tasks_tags on tasks using gin (tags_lower);
create index tasks_deleted_with on tasks (deleted_with) where deleted_with is not null;

create table project_notes (
  id           uuid primary key,
  project_id   uuid        not null,
  position     bigint      not null,
  text         text        not null,
  at           timestamptz not null,
  actor        text        not null,
  channel      text        not null,
  retracted_at timestamptz
);

create index project_notes_project on project_notes (project_id, position);

create table history (
  position    bigint primary key,
  at          timestamptz not null,
  entity_type text        not null,
  entity_id   uuid        not null,
  event       text        not null,
  summary     text        not null,
  changes     jsonb       not null,
  sync        boolean     not null,
  reason      text,
  actor       text        not null,
  channel     text        not null,
  client      text,
  tool        text,
  request_id  text        not null,
  change_set  uuid        not null
);

comment on column history.changes is 'a list of {field, from, to}, the values as in the events';
comment on column history.sync is 'of the sync''s own book-keeping';

create index history_entity on history (entity_id, position);
create index history_change_set on history (change_set, position);
create index history_actor on history (actor, position);
create index history_channel on history (channel, position);
create index history_at on history (at);
create index history_shown on history (position) where not sync;

create table sync_links (
  connector   text not null,
  account     text not null,
  entity_kind text not null,
  entity_id   uuid not null,
  state       text not null,
  remote_list text,
  remote_id   text,
  reason      text,
  synced_at   timestamptz,
  link        text not null,
  primary key (connector, account, entity_kind, entity_id)
);

comment on column sync_links.link is 'the whole state as JSON; the columns before it are for queries and people';

create index sync_links_entity on sync_links (entity_id);
create index sync_links_remote on sync_links (connector, account, remote_id) where remote_id is not null;

-- What a projection could not apply, and the later events of the same stream behind it.
create table parked_event (
  projection text        not null,
  position   bigint      not null,
  stream_id  text        not null,
  event_id   text        not null,
  event_type text        not null,
  error      text        not null,
  parked_at  timestamptz not null default now(),
  primary key (projection, position)
);

create index parked_event_stream on parked_event (stream_id, projection);
