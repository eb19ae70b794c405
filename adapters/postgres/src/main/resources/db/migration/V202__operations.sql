-- What is not built from events: replays, what they could not apply, requests, jobs.

-- Where a replay builds its tables before they take the place of the live ones.
create schema if not exists rebuild;

-- Which generation of rows each projection has. One that is not in here is built anew.
create table projection_generation (
  name  text    primary key,
  asked integer not null,
  built integer,
  shape text
);

comment on column projection_generation.asked is
  'the newest that a Devledger on this database makes; one that makes an older one does not write';
comment on column projection_generation.built is 'that of the rows';
comment on column projection_generation.shape is
  'of the columns of its tables when they were built: after a migration they may be half filled';

create table projection_replay (
  name        text        primary key,
  state       text        not null,
  done        bigint      not null,
  total       bigint      not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  error       text,
  cancelled   boolean     not null default false,
  runs_since  timestamptz not null default now(),
  runs_from   bigint      not null default 0
);

create unique index projection_replay_one_at_a_time on projection_replay ((true)) where state = 'running';

comment on column projection_replay.runs_since is 'since when it runs without a break';
comment on column projection_replay.runs_from is 'how much was done then';

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

-- An undo says which change sets it takes back, in the metadata of its first event. What was undone before this is not
-- known, and is told as such; also in a ledger that is restored elsewhere, as of what is older than its tables.
create table undo_recording (
  since timestamptz not null default now()
);

insert into undo_recording default values;

comment on table undo_recording is 'since when each undo says what it takes back';

-- That somebody verified the ledger, and what was found: a note for whoever was not there, and no proof. The newest hundred.
create table verification_run (
  id          uuid        primary key default gen_random_uuid(),
  started_at  timestamptz not null,
  finished_at timestamptz not null,
  asked_by    text        not null,
  with_heads  boolean     not null,
  position    bigint      not null,
  events      bigint      not null,
  batches     bigint      not null,
  differences text[]      not null
);

comment on column verification_run.asked_by is 'who asked for it, as the machine knows the user';
comment on column verification_run.with_heads is 'whether the chain was also held against heads that were kept elsewhere';
comment on column verification_run.position is 'up to which all was looked at';
comment on column verification_run.differences is 'in words; empty where there is none';

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
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);

create index execution_time_idx on scheduled_tasks (execution_time);
create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);
