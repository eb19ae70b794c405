-- What is added to a table is added to its versions too, at the end.
alter table tasks add column fields jsonb;
alter table task_versions add column fields jsonb;

comment on column tasks.fields is
  'what services have in fields of their own, by connector and name; null where they have none';
