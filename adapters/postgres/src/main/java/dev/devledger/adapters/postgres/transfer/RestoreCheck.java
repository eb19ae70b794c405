package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventHash;
import dev.devledger.application.backup.BackupFailure;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.StoredEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether loaded records fit together: each hash, which is computed here as the records come, the chain of each stream, the
 * chain of the batches.
 */
final class RestoreCheck {

    private static final String WRONG_EVENT = """
            select line, position, case
                when not chained then 'it does not follow the event before it in its stream'
                when not intact then 'its hash is not that of its content'
                else 'an event before it has the same id' end as what
            from (
              select position, row_number() over (order by position) + 1 as line,
                position is distinct from ? as intact,
                stream_version = coalesce(lag(stream_version) over stream, -1) + 1
                  and previous_hash is not distinct from lag(hash) over stream as chained,
                row_number() over (partition by event_id, verbatim ->> 'event_id' order by position) = 1 as once
              from event
              window stream as (partition by stream_id order by position)) checked
            where not intact or not chained or not once
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
    private final EventHash hashes = new EventHash();

    /** The first one that is not what its hash says. */
    private @Nullable Long changed;

    RestoreCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void take(LedgerRecord record) {
        if (record instanceof StoredEvent event
                && (changed == null || event.position() < changed)
                && !hashes.of(event).equals(event.hash())) {
            changed = event.position();
        }
    }

    /** When all of them are in the tables. */
    void require() {
        wrongEvent().ifPresent(told -> {
            throw BackupFailure.refused(told);
        });
        Optional<Long> batch = jdbc.sql(WRONG_BATCH).query(Long.class).optional();
        if (batch.isPresent()) {
            throw BackupFailure.refused(
                    "Batch %d does not match its events. Nothing was imported.".formatted(batch.get()));
        }
    }

    Optional<String> wrongEvent() {
        return jdbc.sql(WRONG_EVENT)
                .param(changed)
                .query((row, number) -> "Line %d, the event at position %d: %s. Nothing was imported."
                        .formatted(row.getLong("line"), row.getLong("position"), row.getString("what")))
                .optional();
    }
}
