-- Seals the events batch by batch, over all streams: who changes, removes, inserts or reorders events of a sealed batch
-- breaks its hash and those of all batches after it.
create table event_batch (
  number         bigint      primary key,
  first_position bigint      not null,
  last_position  bigint      not null,
  count          bigint      not null,
  previous_hash  bytea       not null,
  hash           bytea       not null,
  sealed_at      timestamptz not null
);

comment on column event_batch.number is 'from 1, without a hole';
comment on column event_batch.count is 'how many events there are from the first to the last position; positions have gaps';
comment on column event_batch.previous_hash is 'the hash of the batch before it; 32 zero bytes for the first';
comment on column event_batch.hash is 'event_batch_hash of the columns before it; sealed_at is not in it';

-- SHA-256 over the hash of the batch before and, for each event in the order of the positions, the position as eight bytes,
-- the highest first, and the event's own hash.
create function event_batch_hash(previous_batch bytea, first_position bigint, last_position bigint) returns bytea
  language sql stable parallel safe
  return sha256(previous_batch || coalesce(
    (select string_agg(int8send(e.position) || e.hash, ''::bytea order by e.position)
     from event e
     where e.position between event_batch_hash.first_position and event_batch_hash.last_position),
    ''::bytea));
