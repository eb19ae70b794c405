-- Where a project is in TickTick is told by sync_links.
alter table dev_projects drop column ticktick_list_id, drop column ticktick_task_id;
alter table project_versions drop column ticktick_list_id, drop column ticktick_task_id;
