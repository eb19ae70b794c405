-- One row, which every change locks, so that changes happen one after the other.
create table trackingtime_sandbox.account (
    sole boolean primary key default true check (sole)
);
insert into trackingtime_sandbox.account default values;

create sequence trackingtime_sandbox.ids start with 4210007 increment by 3;
create sequence trackingtime_sandbox.event_ids start with 3490132317 increment by 11;

-- Everything but entries: accounts, users, members, customers, services, projects, tasks, fields, tags, groups, webhooks,
-- passwords. What is deleted stays, as an id that was there is not given again.
create table trackingtime_sandbox.thing (
    kind    text    not null,
    id      bigint  not null,
    account bigint  not null,
    parent  bigint  not null,
    name    text    not null,
    deleted boolean not null default false,
    body    text    not null,
    primary key (id, kind)
);
create index thing_listed on trackingtime_sandbox.thing (kind, account, id) where not deleted;
create index thing_below on trackingtime_sandbox.thing (kind, account, parent, id) where not deleted;
create index thing_named on trackingtime_sandbox.thing (kind, account, name) where not deleted;

-- starts and ends are what the clock on the wall showed, offset_seconds how far the wall is from Greenwich; without an end
-- it runs. seconds is what was stated, which need not be what lies between the two. body has what is not searched by.
create table trackingtime_sandbox.event (
    id             bigint      primary key,
    account        bigint      not null,
    user_id        bigint      not null,
    task_id        bigint,
    project_id     bigint,
    starts         timestamp   not null,
    ends           timestamp,
    offset_seconds int         not null,
    seconds        bigint      not null,
    billable       boolean     not null,
    billed         boolean     not null,
    locked         boolean     not null,
    repeat_group   bigint,
    created_at     bigint      not null,
    updated_at     bigint,
    body           text        not null
);
create unique index event_running on trackingtime_sandbox.event (account, user_id) where ends is null;
create index event_of_account on trackingtime_sandbox.event (account, starts, id);
create index event_of_user on trackingtime_sandbox.event (user_id, account, starts, id);
create index event_of_task on trackingtime_sandbox.event (task_id, starts, id) where task_id is not null;
create index event_of_project on trackingtime_sandbox.event (project_id, starts, id) where project_id is not null;
create index event_created on trackingtime_sandbox.event (account, created_at, id);
create index event_updated on trackingtime_sandbox.event (account, coalesce(updated_at, created_at), id);
create index event_repeated on trackingtime_sandbox.event (repeat_group) where repeat_group is not null;

-- What a webhook has still to be told.
create table trackingtime_sandbox.delivery (
    id         bigint generated always as identity primary key,
    webhook_id bigint not null,
    body       text   not null,
    due_at     bigint not null
);
create index delivery_due on trackingtime_sandbox.delivery (due_at, id);
