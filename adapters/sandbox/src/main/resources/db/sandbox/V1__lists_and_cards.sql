-- One account. Its row is what every change locks, so that changes happen one after the other.
create table sandbox.account (
    sole     boolean primary key default true check (sole),
    inbox_id text not null
);
insert into sandbox.account (inbox_id) values ('inbox' || (100000000 + floor(random() * 900000000))::bigint);

-- body is the JSON as it is answered; the other columns are what is searched by.
create table sandbox.project (
    id         text primary key,
    sort_order bigint  not null,
    deleted    boolean not null default false,
    body       text    not null
);

-- No foreign key to project: the Inbox is not one.
create table sandbox.task (
    id             text primary key,
    project_id     text     not null,
    parent_id      text,
    status         smallint not null,
    priority       smallint not null,
    kind           text     not null,
    tags           text[]   not null,
    start_date     timestamptz,
    completed_time timestamptz,
    sort_order     bigint   not null,
    deleted        boolean  not null default false,
    body           text     not null
);
create index task_listed on sandbox.task (project_id, sort_order) where not deleted;
create index task_finished on sandbox.task (completed_time desc) where status = 2 and not deleted;
create index task_child on sandbox.task (parent_id) where parent_id is not null;
