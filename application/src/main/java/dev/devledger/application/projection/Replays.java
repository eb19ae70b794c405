package dev.devledger.application.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projections and their replays, as people and scripts use them. */
public interface Replays {
    String ALL = "all";

    List<ProjectionStatus> list();

    /** Throws a not-found Rejection that names the existing projections. */
    ProjectionStatus get(String name);

    /** Begins to rebuild one projection, or {@link #ALL}; a conflict-state Rejection if a replay is running already. */
    ProjectionStatus start(String name);

    /** Asks the running replay of that name to stop; the live tables stay as they are. */
    ProjectionStatus cancel(String name);

    /**
     * The status of a projection; the components are the fields of docs/contract.md, section 4.
     *
     * @param state {@code live}, {@code rebuilding} or {@code failed}: failed means that events are parked, or that the
     *     projection's rows were made by another version and no running replay rebuilds them
     * @param position the position of the newest event that the projection has applied
     * @param lag the number of newer events
     */
    record ProjectionStatus(
            String name,
            String state,
            long position,
            long head,
            long lag,
            long parked,
            @Nullable ReplayProgress replay) {}

    /** {@code state} is {@code running}, {@code done}, {@code cancelled} or {@code failed}. */
    record ReplayProgress(
            String state,
            long done,
            long total,
            double perSecond,
            Instant startedAt,
            @Nullable String error) {}
}
