-- How many events are sealed is asked with each head, and was the sum over all batches.
alter table event_batch add column events bigint;

update event_batch b set events = running.events
from (select number, sum(count) over (order by number) as events from event_batch) running
where running.number = b.number;

alter table event_batch alter column events set not null;

comment on column event_batch.events is 'how many events are sealed with this batch and all before it';
comment on column event_batch.hash is
  'event_batch_hash of previous_hash, first_position and last_position; sealed_at and events are not in it';
