package dev.devledger.application.claim;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The claims of tasks. */
public record ClaimsProjection(ClaimsProjection.ClaimRows rows) implements Projection {
    @Override
    public String name() {
        return "claims";
    }

    @Override
    public int generation() {
        return 2;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("claim-");
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof ClaimEvent claim) {
            apply(claim, event.by().actor(), event.position());
        }
    }

    private void apply(ClaimEvent event, String actor, long position) {
        switch (event) {
            case ClaimEvent.Claimed e ->
                rows.take(new ClaimRows.ClaimRow(e.task(), e.agent(), actor, e.at(), e.until(), e.number(), position));
            case ClaimEvent.Prolonged e -> rows.prolong(e.task(), e.until(), position);
            case ClaimEvent.Released e -> rows.free(e.task(), e.note(), position);
            case ClaimEvent.Expired e -> rows.free(e.task(), null, position);
        }
    }

    /**
     * The rows of {@code claims}, one for each task that was ever claimed, and of {@code claim_versions}, which say for
     * each event until when the task was then claimed. Each method can be repeated. A method that finds no row to
     * change throws, as the event was then not applied.
     */
    public interface ClaimRows {
        /** {@code number} is also the number of the task's claims so far. */
        record ClaimRow(
                TaskId task, String agent, String actor, Instant since, Instant until, long number, long position) {}

        void take(ClaimRow claim);

        void prolong(TaskId task, Instant until, long position);

        /** A null {@code handOver} keeps the last one. */
        void free(TaskId task, @Nullable String handOver, long position);
    }
}
