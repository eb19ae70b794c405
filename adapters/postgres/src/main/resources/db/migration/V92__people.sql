create sequence person_key;

create table people (
  id          uuid primary key,
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

create table person_versions (until bigint not null, like people, primary key (id, until));

comment on column people.email_lower is 'as addresses are compared; no two that are not deleted have the same';
comment on column people.position is 'of the last event that changed the row';
comment on column person_versions.until is 'the position of the event that superseded it';

-- What is added to a table is added to its versions too, at the end.
alter table tasks add column assignees uuid[];
alter table task_versions add column assignees uuid[];

create index tasks_assignees on tasks using gin (assignees) where assignees is not null;

comment on column tasks.assignees is 'the people who work on it, null where nobody does';
