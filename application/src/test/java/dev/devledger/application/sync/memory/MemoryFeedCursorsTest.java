package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import dev.devledger.application.sync.simulation.Steps;

class MemoryFeedCursorsTest extends FeedCursorsContract {
    @Override
    protected FeedCursors feeds() {
        return new MemoryFeedCursors(new Steps());
    }
}
