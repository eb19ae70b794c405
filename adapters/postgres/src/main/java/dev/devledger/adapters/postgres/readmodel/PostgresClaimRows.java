package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.claim.ClaimsProjection.ClaimRows;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

public record PostgresClaimRows(RowWrites rows) implements ClaimRows {

    private static final String TABLE = "claims";
    private static final String VERSIONS = "claim_versions";

    /** Stores the claim; an existing handover is kept for the new holder. */
    @Override
    public void take(ClaimRow claim) {
        holder(claim.agent(), claim.actor(), claim.since(), claim.until())
                .set("id", claim.task().value())
                .set("number", claim.number())
                .set("position", claim.position())
                .put(rows, TABLE, "id");
        keep(claim.task(), claim.until(), claim.position());
    }

    @Override
    public void prolong(TaskId task, Instant until, long position) {
        new Columns().set("until", Times.of(until)).set("position", position).update(rows, TABLE, task.value());
        keep(task, until, position);
    }

    @Override
    public void free(TaskId task, @Nullable String handOver, long position) {
        Columns columns = holder(null, null, null, null).set("position", position);
        if (handOver != null) {
            columns.set("hand_over", handOver);
        }
        columns.update(rows, TABLE, task.value());
        keep(task, null, position);
    }

    private void keep(TaskId task, @Nullable Instant until, long position) {
        new Columns()
                .set("id", task.value())
                .set("position", position)
                .set("until", Times.of(until))
                .put(rows, VERSIONS, "id", "position");
    }

    private static Columns holder(
            @Nullable String agent, @Nullable String actor, @Nullable Instant since, @Nullable Instant until) {
        return new Columns()
                .set("agent", agent)
                .set("actor", actor)
                .set("since", since == null ? null : Times.of(since))
                .set("until", until == null ? null : Times.of(until));
    }
}
