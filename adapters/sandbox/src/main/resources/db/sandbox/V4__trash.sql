-- What was deleted last is what a person looks for.
alter table sandbox.task add column deleted_at timestamptz;
create index task_in_trash on sandbox.task (deleted_at desc) where deleted;
