package dev.devledger.application.sync.pull;

import dev.devledger.domain.sync.content.EntityRef;
import java.util.ArrayList;
import java.util.List;

/** What has come of a pull so far. */
final class PullTally {
    private final List<EntityRef> toPush = new ArrayList<>();
    private int pulled;
    private int conflicts;
    private boolean complete = true;

    /** An entity was changed here. */
    void taken() {
        pulled++;
    }

    void raised(int count) {
        conflicts += count;
    }

    /** Something is left to the next cycle. */
    void leaveOpen() {
        complete = false;
    }

    /** What of it goes the other way. */
    void push(EntityRef entity) {
        toPush.add(entity);
    }

    int pulled() {
        return pulled;
    }

    int conflicts() {
        return conflicts;
    }

    boolean complete() {
        return complete;
    }

    List<EntityRef> toPush() {
        return toPush;
    }
}
