-- A list downwards is one upwards read backwards, what has the same value included.
drop index task_versions_priority_last;
