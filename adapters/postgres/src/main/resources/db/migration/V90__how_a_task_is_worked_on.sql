-- What is added to a table is added to its versions too, at the end.
alter table tasks add column stage text, add column estimate_minutes integer;
alter table task_versions add column stage text, add column estimate_minutes integer;

comment on column tasks.stage is 'where an open task stands, in the words of who works on it';
