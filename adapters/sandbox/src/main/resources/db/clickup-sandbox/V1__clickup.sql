-- One row, which every change locks, so that changes happen one after the other.
create table clickup_sandbox.account (
    sole boolean primary key default true check (sole)
);
insert into clickup_sandbox.account default values;

create sequence clickup_sandbox.ids start with 90100 increment by 7;
create sequence clickup_sandbox.task_ids start with 1;

-- Everything but tasks: people, workspaces, spaces, folders, lists, tags, fields, views, comments, webhooks, time
-- entries, tokens. What is deleted stays, as an id that was there is not an id that never was.
create table clickup_sandbox.thing (
    kind    text    not null,
    id      text    not null,
    owner   text    not null,
    place   bigint  generated always as identity,
    deleted boolean not null default false,
    body    text    not null,
    primary key (kind, id)
);
create index thing_owned on clickup_sandbox.thing (kind, owner, place) where not deleted;

-- body is the whole task; the other columns are what is searched by.
create table clickup_sandbox.task (
    id           text     primary key,
    place        bigint   generated always as identity,
    custom_id    text,
    list_id      text     not null,
    extra_lists  text[]   not null,
    parent_id    text,
    status       text     not null,
    status_type  text     not null,
    tags         text[]   not null,
    assignees    bigint[] not null,
    date_created bigint   not null,
    date_updated bigint   not null,
    date_done    bigint,
    due_date     bigint,
    archived     boolean  not null,
    deleted      boolean  not null default false,
    body         text     not null
);
create index task_listed on clickup_sandbox.task (list_id, date_created, place) where not deleted;
create index task_updated on clickup_sandbox.task (date_updated, place) where not deleted;
create index task_child on clickup_sandbox.task (parent_id) where parent_id is not null;
create unique index task_custom on clickup_sandbox.task (custom_id) where custom_id is not null;

-- What a webhook has still to be told.
create table clickup_sandbox.delivery (
    id         bigint generated always as identity primary key,
    webhook_id text   not null,
    body       text   not null,
    due_at     bigint not null,
    attempts   int    not null default 0
);
create index delivery_due on clickup_sandbox.delivery (due_at, id);
