-- As in V1: body is the JSON as it is answered. Nothing of this has a trash.
create table sandbox.project_group (
    id         text primary key,
    sort_order bigint not null,
    body       text   not null
);

create table sandbox.board_column (
    id         text primary key,
    project_id text   not null,
    sort_order bigint not null,
    body       text   not null
);
create index board_column_listed on sandbox.board_column (project_id, sort_order);

create table sandbox.tag (
    name       text primary key,
    sort_order bigint not null,
    body       text   not null
);

create table sandbox.task_comment (
    id      text primary key,
    task_id text   not null,
    place   bigint generated always as identity,
    body    text   not null
);
create index task_comment_listed on sandbox.task_comment (task_id, place);
