-- When the newest event was given its position, in microseconds since 1970.
create sequence event_time as bigint;

-- Behind the events that there are. Few of them are not in the history, and only the newest may be newer than it.
select setval('event_time', greatest(1, (extract(epoch from greatest(
  (select max(at) from history),
  (select max(cast(occurred_at as timestamptz))
   from (select occurred_at from event order by position desc limit 10000) newest))) * 1000000)::bigint));

-- For who is about to take positions: until its transaction ends, pg_locks says that events behind the last position and the
-- last time may still be on their way. The locks come before the positions, and go when what is committed can be seen.
-- Their keys are 432 and the position, or 433 and the time, in the ten highest bits and the others.
create function hold_settled_head() returns boolean
  language plpgsql as $$
begin
  return coalesce(current_setting('devledger.holds', true), '') <> ''
    or (pg_try_advisory_xact_lock_shared((432::bigint << 54) | coalesce(pg_sequence_last_value('event_position_seq'), 0))
        and pg_try_advisory_xact_lock_shared((433::bigint << 54) | coalesce(pg_sequence_last_value('event_time'), 0))
        and set_config('devledger.holds', 'yes', true) <> '');
end $$;

-- Positions one after the other, and the time of their events, which grows as positions do, whatever clocks say; "ahead" is
-- by how much it is before the clock. One transaction after the other passes here, and the next need not wait for a commit:
-- a lock goes with the part of a transaction that is rolled back, and what sequences have given does not come back.
create function take_positions(wanted integer, out first_position bigint, out given_at bigint, out ahead bigint)
  language plpgsql as $$
declare
  clock bigint;
begin
  if wanted < 1 then
    return;
  end if;
  if not hold_settled_head() then
    raise exception 'The lock that says which positions are under way is somebody else''s';
  end if;
  begin
    if pg_advisory_xact_lock(x'6465766c65646766'::bigint) is not null then
      first_position := setval('event_position_seq', coalesce(pg_sequence_last_value('event_position_seq'), 0) + wanted)
        - wanted + 1;
      clock := extract(epoch from clock_timestamp()) * 1000000;
      given_at := setval('event_time', greatest(clock, coalesce(pg_sequence_last_value('event_time'), 0) + 1));
      ahead := given_at - clock;
    end if;
    raise sqlstate 'DLEND';
  exception when sqlstate 'DLEND' then
  end;
end $$;

-- No event gets a time up to this one any more; false where that time is still to come.
create function end_time(until bigint) returns boolean
  language plpgsql as $$
declare
  last_time bigint;
  ended     boolean;
begin
  begin
    if pg_advisory_xact_lock(x'6465766c65646766'::bigint) is not null then
      last_time := coalesce(pg_sequence_last_value('event_time'), 0);
      ended := until <= greatest(last_time, (extract(epoch from clock_timestamp()) * 1000000)::bigint);
      if ended and until > last_time then
        last_time := setval('event_time', until);
      end if;
    end if;
    raise sqlstate 'DLEND';
  exception when sqlstate 'DLEND' then
  end;
  return ended;
end $$;

-- Up to which position and which time nothing is on its way any more. What was given is asked for before who still holds it.
create function settled_head(out settled_position bigint, out settled_time bigint)
  language plpgsql as $$
begin
  settled_position := coalesce(pg_sequence_last_value('event_position_seq'), 0);
  settled_time := coalesce(pg_sequence_last_value('event_time'), 0);
  select least(settled_position, min(held.number) filter (where held.about = 432)),
         least(settled_time, min(held.number) filter (where held.about = 433))
  into settled_position, settled_time
  from (select key >> 54 as about, key & ((1::bigint << 54) - 1) as number
        from (select (classid::bigint << 32) | objid::bigint as key from pg_locks
              where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock' and granted
                and database = (select oid from pg_database where datname = current_database())) locks) held;
end $$;
