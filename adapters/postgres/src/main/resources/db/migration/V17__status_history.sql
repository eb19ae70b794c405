-- Changes of status are few among all events, and are asked for alone: of all that is there, and for timelines.
create index history_status on history (position)
where event in ('project.created', 'project.status-changed', 'task.created', 'task.status-changed');
