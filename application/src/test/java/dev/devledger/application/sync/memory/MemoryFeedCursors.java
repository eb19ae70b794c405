package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import dev.devledger.application.sync.simulation.Steps;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class MemoryFeedCursors implements FeedCursors {
    private final Steps steps;
    private @Nullable Position position;

    public MemoryFeedCursors(Steps steps) {
        this.steps = steps;
    }

    @Override
    public Optional<Position> of(ConnectedAccount account) {
        return Optional.ofNullable(position);
    }

    @Override
    public void keep(ConnectedAccount account, Position now) {
        steps.before("keeping the cursor of the feed");
        position = now;
    }

    /** Forgets the feed's position, as if the feed had never been read. */
    public void lose() {
        position = null;
    }
}
