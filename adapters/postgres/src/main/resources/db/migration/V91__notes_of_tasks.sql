-- Ids are of one project or one task in all the ledger, so one column says whose note it is.
alter table project_notes rename to notes;
alter table notes rename column project_id to entity_id;
alter index project_notes_pkey rename to notes_pkey;
alter index project_notes_project rename to notes_entity;

alter table tasks add column retracted_notes uuid[];
alter table task_versions add column retracted_notes uuid[];

comment on column notes.entity_id is 'the project or the task';
comment on column tasks.retracted_notes is 'its notes that count no more, null where all do';
