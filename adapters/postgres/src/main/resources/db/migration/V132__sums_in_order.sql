-- Most sums are of all time. By task it is read in the order of tasks, and by days, weeks and months a period at a time; an
-- index that has all that is summed up is read for that, and the table is not.
drop index worked_time_began;
create index worked_time_began on worked_time (began) include (seconds, billable, billed) where not deleted;

drop index worked_time_task;
create index worked_time_task on worked_time (task) include (seconds, began, deleted, billable, billed);

-- The database's own sum of bigint is a number of any size, which costs for each row and more for each group.
create aggregate total_seconds(bigint) (
  sfunc = int8pl, stype = bigint, initcond = '0', combinefunc = int8pl, parallel = safe);
