create index time_entry_versions_task on time_entry_versions (task_id) where task_id is not null;
create index time_entry_versions_project on time_entry_versions (project_id) where project_id is not null;
