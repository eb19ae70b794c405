-- What is searched by is read from the body: it cannot say anything else.
alter table clickup_sandbox.task
    drop column custom_id, drop column list_id, drop column extra_lists, drop column parent_id, drop column status,
    drop column status_type, drop column tags, drop column assignees, drop column date_created,
    drop column date_updated, drop column date_done, drop column due_date, drop column archived, drop column deleted;
alter table clickup_sandbox.task
    add column custom_id    text    generated always as (body::jsonb ->> 'custom_id') stored,
    add column list_id      text    generated always as (body::jsonb ->> 'list') stored,
    add column extra_lists  jsonb   generated always as (body::jsonb -> 'extra') stored,
    add column parent_id    text    generated always as (body::jsonb ->> 'parent') stored,
    add column status       text    generated always as (body::jsonb #>> '{status,status}') stored,
    add column status_type  text    generated always as (body::jsonb #>> '{status,type}') stored,
    add column tags         jsonb   generated always as (body::jsonb -> 'tags') stored,
    add column assignees    jsonb   generated always as (body::jsonb -> 'assignees') stored,
    add column date_created bigint  generated always as ((body::jsonb ->> 'created')::bigint) stored,
    add column date_updated bigint  generated always as ((body::jsonb ->> 'updated')::bigint) stored,
    add column date_done    bigint  generated always as ((body::jsonb ->> 'done')::bigint) stored,
    add column due_date     bigint  generated always as ((body::jsonb ->> 'due_date')::bigint) stored,
    add column archived     boolean generated always as ((body::jsonb ->> 'archived')::boolean) stored,
    add column deleted      boolean generated always as ((body::jsonb ->> 'deleted')::boolean) stored;
create index task_listed on clickup_sandbox.task (list_id, date_created, place) where not deleted;
create index task_updated on clickup_sandbox.task (date_updated, place) where not deleted;
create index task_child on clickup_sandbox.task (parent_id) where parent_id is not null;
create unique index task_custom on clickup_sandbox.task (custom_id) where custom_id is not null;
