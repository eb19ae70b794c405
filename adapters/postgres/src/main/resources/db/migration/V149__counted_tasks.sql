-- How many tasks a project has in each status is counted for every page of a board: from these entries alone, without their rows.
create index tasks_counted on tasks (project_id, status) where deleted_at is null;
