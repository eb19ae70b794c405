-- How near a list is to what TickTick allows in one.
alter table sync_list_read add column open integer not null default 0;

comment on column sync_list_read.open is 'how many open tasks it held when it was last read as a whole, whosever they are';
