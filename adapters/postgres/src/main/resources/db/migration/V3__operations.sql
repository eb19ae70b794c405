-- What is not built from events: keys, the sync's work, requests, replays, jobs.

create sequence project_key;
create sequence task_key;

-- Where a replay builds its tables before they take the place of the live ones.
create schema if not exists rebuild;

create sequence sync_work_generation;

-- The entities whose changes may not be at the remote yet.
create table sync_work (
  connector   text        not null,
  account     text        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  generation  bigint      not null default nextval('sync_work_generation'),
  marked      bigint      not null default nextval('sync_work_generation'),
  not_before  timestamptz not null default 'epoch',
  attempts    int         not null default 0,
  reason      text,
  primary key (connector, account, entity_kind, entity_id)
);

comment on column sync_work.generation is 'the newest mark; never given twice';
comment on column sync_work.marked is 'the mark since which it waits; older ones first';

create index sync_work_due on sync_work (connector, account, not_before, marked);
create index sync_work_entity on sync_work (entity_id);

create table sync_cycle (
  id              uuid primary key,
  connector       text        not null,
  account         text        not null,
  kind            text        not null,
  started_at      timestamptz not null,
  finished_at     timestamptz,
  complete        boolean     not null,
  pulled          int         not null,
  pushed          int         not null,
  conflicts       int         not null,
  remote_requests int         not null,
  error           text
);

create index sync_cycle_newest on sync_cycle (connector, account, started_at desc, id);

-- Which node runs the cycles of an account, until when.
create table sync_lease (
  connector  text        not null,
  account    text        not null,
  fence      bigint      not null,
  held_until timestamptz not null,
  primary key (connector, account)
);

create table sync_connector (
  connector  text not null,
  account    text not null,
  state      text not null,
  message    text,
  not_before timestamptz,
  failures   int  not null,
  primary key (connector, account)
);

-- The first answers to requests that may be repeated. Without an answer: claimed, and not known to be done.
create table idempotency_key (
  scope        text        not null,
  key          text        not null,
  request_hash text        not null,
  answer       text,
  change_set   uuid,
  created_at   timestamptz not null default now(),
  primary key (scope, key)
);

create index idempotency_key_created on idempotency_key (created_at);

create table projection_replay (
  name        text primary key,
  state       text        not null,
  done        bigint      not null,
  total       bigint      not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  error       text,
  cancelled   boolean     not null default false
);

create unique index projection_replay_one_at_a_time on projection_replay ((true)) where state = 'running';

-- db-scheduler 16.12, its table for PostgreSQL with the priority column.
create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);

create index execution_time_idx on scheduled_tasks (execution_time);
create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);
