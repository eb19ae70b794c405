package dev.devledger.bootstrap.system;

/** Events in the texts that their hashes are over, made of their columns a second time. */
final class StoredTexts {

    private static final String REQUEST = "coalesce(request_text, cast(request_id as text))";

    /** In the place of the table {@code event}. */
    static final String EVENT = """
            (select e.position, e.stream_id, e.stream_version, e.event_type, e.event_revision, e.payload, e.previous_hash, e.hash,
               case when e.verbatim -> 'stream_type' is not null then e.verbatim ->> 'stream_type'
                 when e.stream_id like 'task-%' then 'TaskAggregate'
                 when e.stream_id like 'project-%' then 'ProjectAggregate'
                 when e.stream_id like 'claim-%' then 'ClaimAggregate'
                 when e.stream_id like 'person-%' then 'PersonAggregate'
                 when e.stream_id like 'entry-%' then 'TimeEntryAggregate'
                 when e.stream_id like 'view-%' then 'SavedViewAggregate'
                 when e.stream_id like any(array['customer-%', 'service-%']) then 'BillingAggregate'
                 when e.stream_id like 'link-%' then 'SyncLinkAggregate'
                 when e.stream_id like 'entrylink-%' then 'EntryLinkAggregate'
                 when e.stream_id like 'conflict-%' then 'ConflictAggregate' end as stream_type,
               coalesce(e.verbatim ->> 'event_id', cast(e.event_id as text)) as event_id,
               coalesce(e.verbatim ->> 'occurred_at',
                 to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
                   || lpad(cast(coalesce(e.occurred_nanos, 0) as text), 3, '0') || 'Z') as occurred_at,
               coalesce(e.verbatim ->> 'metadata', (
                 select '{' || string_agg(to_json(name) || ':' || to_json(word), ',' order by place) || '}'
                 from (values
                   ('actor', actor, 1), ('reason', reason, 2), ('requestId', REQUEST, case when few then 8 else 3 end),
                   ('channel', channel, 4), ('client', client, 5), ('causationId', cast(causation_id as text), 6),
                   ('correlationId', coalesce(correlation_id, REQUEST), 7), ('tool', tool, 9),
                   ('changeSet', cast(change_set as text), 10)) as words (name, word, place)
                 where word is not null)) as metadata
             from (select *, client is null and tool is null and reason is null as few from event) e) event""".replace("REQUEST", REQUEST);

    private StoredTexts() {}
}
