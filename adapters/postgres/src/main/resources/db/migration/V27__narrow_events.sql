-- An event's row keeps its ids and its time as what they are, and who did it in columns. Its hash is still over the same texts,
-- which EventColumns makes of them; what cannot be made again to the letter is kept as it is.

-- A node of the version before may still be at work: what it stores is there before the first event is read, or never.
lock table event in access exclusive mode;

-- As texts are made of columns, once more and only here: nothing is changed unless all come out as they were.

create function pg_temp.odd_time_of(told text) returns timestamptz
  language plpgsql stable as $$
begin
  return (left(told, 26) || 'Z')::timestamptz;
exception when data_exception then
  return null;
end $$;

-- What is no time is found out at a price, so the days that every month has are not asked for it.
create function pg_temp.time_of(told text) returns timestamptz
  language sql stable
  return case
    when told not like '____-__-__T__:__:__._________Z' or translate(told, '0123456789', '') <> '--T::.Z' then null
    when left(told, 4) > '0000' and substr(told, 6, 2) between '01' and '12' and substr(told, 9, 2) between '01' and '28'
        and substr(told, 12, 2) <= '23' and substr(told, 15, 2) <= '59' and substr(told, 18, 2) <= '59'
      then (left(told, 26) || 'Z')::timestamptz
    else pg_temp.odd_time_of(told) end;

create function pg_temp.time_text(occurred_at timestamptz, nanos smallint) returns text
  language sql stable
  return to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || lpad(coalesce(nanos, 0)::text, 3, '0') || 'Z';

create function pg_temp.id_of(told text) returns uuid
  language sql immutable
  return case when told like '________-____-____-____-____________' and translate(told, '0123456789abcdef', '') = '----'
    then told::uuid end;

create function pg_temp.words_of(metadata text) returns jsonb
  language plpgsql immutable as $$
begin
  return case when strpos(metadata, '\') = 0 then metadata::jsonb end;
exception when data_exception then
  return null;
end $$;

create function pg_temp.usual_type(stream_id text) returns text
  language sql immutable
  return case split_part(stream_id, '-', 1)
    when 'task' then 'TaskAggregate' when 'project' then 'ProjectAggregate' when 'link' then 'SyncLinkAggregate'
    when 'conflict' then 'ConflictAggregate' end;

create function pg_temp.metadata_text(
  actor text, channel text, client text, tool text, reason text, request text, correlation text, causation_id uuid,
  change_set uuid) returns text
  language sql stable
  return case when client is null and tool is null and reason is null
    then '{"actor":"' || actor || '","channel":"' || channel || coalesce('","causationId":"' || causation_id, '')
      || '","correlationId":"' || correlation || '","requestId":"' || request
    else '{"actor":"' || actor || coalesce('","reason":"' || reason, '') || '","requestId":"' || request
      || '","channel":"' || channel || coalesce('","client":"' || client, '')
      || coalesce('","causationId":"' || causation_id, '') || '","correlationId":"' || correlation
      || coalesce('","tool":"' || tool, '')
    end || '","changeSet":"' || change_set || '"}';

create temp table narrow_event on commit drop as
select e.position, e.hash, e.previous_hash, t.event_id,
  case when m.plain then m.change_set
    else substring(e.metadata from '"changeSet" *: *"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"')::uuid
    end as change_set,
  case when m.plain then pg_temp.id_of(m.request) end as request_id, case when m.plain then m.causation_id end as causation_id,
  e.stream_version::integer as stream_version, t.occurred_at,
  case when t.occurred_at is not null then nullif(substr(e.occurred_at, 27, 3)::smallint, 0) end as occurred_nanos,
  e.stream_id, e.event_type, e.event_revision, case when m.plain then m.actor end as actor,
  case when m.plain then m.channel end as channel, case when m.plain then m.client end as client,
  case when m.plain then m.tool end as tool, case when m.plain then m.reason end as reason,
  case when m.plain and pg_temp.id_of(m.request) is null then m.request end as request_text,
  case when m.plain then nullif(m.correlation, m.request) end as correlation_id, e.payload,
  nullif(
    case when e.stream_type is distinct from pg_temp.usual_type(e.stream_id)
      then jsonb_build_object('stream_type', e.stream_type) else '{}' end
    || case when t.event_id is null then jsonb_build_object('event_id', e.event_id) else '{}' end
    || case when t.occurred_at is null then jsonb_build_object('occurred_at', e.occurred_at) else '{}' end
    || case when m.plain then '{}' else jsonb_build_object('metadata', e.metadata) end,
    '{}') as verbatim
from event e
cross join lateral (
  select case when left(pg_temp.time_text(at, 0::smallint), 26) = left(e.occurred_at, 26) then at end as occurred_at,
    pg_temp.id_of(e.event_id) as event_id
  from (select pg_temp.time_of(e.occurred_at) offset 0) as read (at)
  offset 0) t
cross join lateral (
  select *, coalesce(e.metadata = pg_temp.metadata_text(
    actor, channel, client, tool, reason, request, correlation, causation_id, change_set), false) as plain
  from (
    select words ->> 'actor' as actor, words ->> 'channel' as channel, words ->> 'client' as client, words ->> 'tool' as tool,
      words ->> 'reason' as reason, words ->> 'requestId' as request, words ->> 'correlationId' as correlation,
      pg_temp.id_of(words ->> 'causationId') as causation_id, pg_temp.id_of(words ->> 'changeSet') as change_set
    from (select pg_temp.words_of(e.metadata) offset 0) as read (words)
    offset 0) as words
  offset 0) m
order by e.position;

do $$
declare
  another bigint;
begin
  select coalesce(o.position, n.position) into another
  from event o
  full join (
    select position, stream_id, stream_version::bigint as stream_version,
      case when verbatim -> 'stream_type' is null then pg_temp.usual_type(stream_id) else verbatim ->> 'stream_type' end
        as stream_type,
      coalesce(verbatim ->> 'event_id', event_id::text) as event_id, event_type, event_revision,
      coalesce(verbatim ->> 'occurred_at', pg_temp.time_text(occurred_at, occurred_nanos)) as occurred_at, payload,
      coalesce(verbatim ->> 'metadata', pg_temp.metadata_text(
        actor, channel, client, tool, reason, coalesce(request_text, request_id::text),
        coalesce(correlation_id, request_text, request_id::text), causation_id, change_set)) as metadata,
      previous_hash, hash
    from narrow_event offset 0) n on n.position = o.position
  where o is distinct from n
  limit 1;
  if another is not null then
    raise exception 'The event at position % would not be what it was. Nothing was changed.', another;
  end if;
end $$;

drop function pg_temp.time_of, pg_temp.odd_time_of, pg_temp.time_text, pg_temp.id_of, pg_temp.words_of, pg_temp.usual_type, pg_temp.metadata_text;

-- The table stays the one that functions, sequence and rights belong to.
truncate event;
alter table event
  drop column stream_id, drop column stream_version, drop column stream_type, drop column event_id, drop column event_type,
  drop column event_revision, drop column occurred_at, drop column payload, drop column metadata, drop column previous_hash;
alter table event
  add column previous_hash  bytea,
  add column event_id       uuid,
  add column change_set     uuid,
  add column request_id     uuid,
  add column causation_id   uuid,
  add column stream_version integer not null,
  add column occurred_at    timestamptz,
  add column occurred_nanos smallint,
  add column stream_id      text not null,
  add column event_type     text not null,
  add column event_revision text,
  add column actor          text,
  add column channel        text,
  add column client         text,
  add column tool           text,
  add column reason         text,
  add column request_text   text,
  add column correlation_id text,
  add column payload        text not null,
  add column verbatim       jsonb;
insert into event select * from narrow_event order by position;
-- Nobody looks for an event by its id, so it has no index.
alter table event add constraint event_stream unique (stream_id, stream_version);
-- Each event but the first of a stream is chained to the one before it.
alter table event add constraint event_chained check ((stream_version = 0) = (previous_hash is null));

comment on column event.stream_version is 'order in the stream, from 0';
comment on column event.occurred_nanos is 'what is behind the microseconds of occurred_at, where there is something';
comment on column event.request_text is 'the request''s id where it is no uuid';
comment on column event.correlation_id is 'where it is another one than the request''s';
comment on column event.verbatim is 'texts that the other columns do not say to the letter: stream_type, event_id, occurred_at, metadata';
comment on column event.previous_hash is 'the hash of the event before it in its stream';
comment on column event.hash is 'event_hash of the texts that the columns say, without the position';
