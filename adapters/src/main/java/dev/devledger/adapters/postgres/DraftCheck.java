package dev.devledger.adapters.postgres;

import dev.devledger.application.backup.BackupFailure;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether loaded records fit together: each hash, the chain of each stream, the chain of the batches. */
final class DraftCheck {

    /** The line of an event in a file is its place among the events, behind the header. */
    private static final String WRONG_EVENT = """
            select line, position, case
                when not chained then 'it does not follow the event before it in its stream'
                else 'its hash is not that of its content' end as what
            from (
              select position, row_number() over (order by position) + 1 as line,
                hash = event_hash(previous_hash, stream_id, stream_version, stream_type, event_id, event_type,
                                  event_revision, occurred_at, payload, metadata) as intact,
                stream_version = coalesce(lag(stream_version) over stream, -1) + 1
                  and previous_hash is not distinct from lag(hash) over stream as chained
              from event
              window stream as (partition by stream_id order by position)) checked
            where not intact or not chained
            order by position limit 1
            """;

    private static final String WRONG_BATCH = """
            select number from (
              select number, count, first_position, last_position, hash,
                coalesce(lag(number) over chain, 0) + 1 as next_number,
                coalesce(lag(last_position) over chain, 0) as position_before,
                coalesce(lag(hash) over chain, decode(repeat('00', 32), 'hex')) as hash_before,
                previous_hash
              from event_batch window chain as (order by number)) batch
            where number <> next_number or first_position <= position_before or previous_hash <> hash_before
              or hash <> event_batch_hash(previous_hash, first_position, last_position)
              or count <> (select count(*) from event where position between first_position and last_position)
              or exists (select from event where position > position_before and position < first_position)
            order by number limit 1
            """;

    private final JdbcClient jdbc;

    DraftCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void require() {
        wrongEvent().ifPresent(told -> {
            throw BackupFailure.refused(told);
        });
        Optional<Long> batch = jdbc.sql(WRONG_BATCH).query(Long.class).optional();
        if (batch.isPresent()) {
            throw BackupFailure.refused("The batch %d does not seal the events that are there. Nothing was imported."
                    .formatted(batch.get()));
        }
    }

    Optional<String> wrongEvent() {
        return jdbc.sql(WRONG_EVENT)
                .query((row, number) -> "Line %d, the event at position %d: %s. Nothing was imported."
                        .formatted(row.getLong("line"), row.getLong("position"), row.getString("what")))
                .optional();
    }
}
