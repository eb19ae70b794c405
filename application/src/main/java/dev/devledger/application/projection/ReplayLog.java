package dev.devledger.application.projection;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest replay of each projection, kept so that it is known after a restart. */
public interface ReplayLog {
    enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * {@code name} is a projection or {@code all}. {@code error} says why it failed.
     *
     * @param startedAt when it was asked for; it may have been cut off and gone on since
     * @param runsSince since when it runs without a break
     * @param runsFrom how much was done then
     */
    record Replay(
            String name,
            State state,
            long done,
            long total,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String error,
            Instant runsSince,
            long runsFrom) {}

    /** False where one is running already, whichever its name: two would get in each other's way. */
    boolean begin(String name, long total, Instant at);

    /** Its work begins, or goes on after it was cut off. */
    void runs(String name, long done, Instant at);

    void progress(String name, long done, long total);

    void finish(String name, State state, long done, Instant at, @Nullable String error);

    Optional<Replay> running();

    /** The newest replay of this very name. */
    Optional<Replay> find(String name);

    /** Asks the running replay to stop; false where none of this name runs. */
    boolean cancel(String name);

    boolean cancelled(String name);
}
