package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.ChainLink;
import dev.devledger.adapters.postgres.query.Traces;
import dev.devledger.application.proof.Difference;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says of a batch whose hash is not that of its events what is wrong with it, where that can be told.
 *
 * @param newest the position of the newest event
 */
record BrokenBatch(JdbcClient jdbc, Traces traces, long newest) {
    static final String PLACE =
            "its positions are not where the events of a batch can be. They were changed in event_batch.";

    /** Of an event between two batches. */
    Difference stray(ChainLink event, BatchRow behind) {
        return traces.event(
                event.position(),
                "no batch has sealed it, but batch %d begins after it. It was inserted, or moved here."
                        .formatted(behind.number()));
    }

    /** @param hash of the {@code events} that are there */
    List<? extends Difference> differences(BatchRow batch, BatchRow before, long events, byte[] hash) {
        if (knownByItsSuccessor(batch, hash)) {
            return List.of(batch.difference(
                    "its events are those that were sealed, and its hash was changed in event_batch."));
        }
        List<Difference> traced = traces.disagreements(
                Math.max(before.last() + 1, 1),
                batch.last(),
                "Batch %d was sealed with other events.".formatted(batch.number()));
        return traced.isEmpty() ? List.of(batch.difference(untraced(batch, events))) : traced;
    }

    private boolean knownByItsSuccessor(BatchRow batch, byte[] hash) {
        return jdbc.sql("select previous_hash from event_batch where number = :number")
                .param("number", batch.number() + 1)
                .query(byte[].class)
                .optional()
                .filter(known -> Arrays.equals(known, hash) && !Arrays.equals(known, batch.hash()))
                .isPresent();
    }

    private String untraced(BatchRow batch, long events) {
        if (batch.last() > newest) {
            return PLACE;
        }
        return "its events are not those that were sealed: there were %d, and there are %d. Some were changed, removed,"
                        .formatted(batch.count(), events)
                + " inserted or reordered, or the batch itself was changed. Positions without an event: "
                + traces.gaps(batch.first(), batch.last()) + ".";
    }
}
