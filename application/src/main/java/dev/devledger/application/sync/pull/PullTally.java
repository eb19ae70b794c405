package dev.devledger.application.sync.pull;

import dev.devledger.domain.sync.content.EntityRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has come of a pull so far. */
final class PullTally {
    private final List<String> left = new ArrayList<>();
    private final List<EntityRef> toPush = new ArrayList<>();
    private int pulled;
    private int conflicts;
    private final Set<String> open = new HashSet<>();
    private int leftOpen;
    private boolean openUnknown;

    /** An entity was changed here. */
    void taken() {
        pulled++;
    }

    void raised(int count) {
        conflicts += count;
    }

    /** Something is left to the next cycle. */
    void leaveOpen() {
        leftOpen++;
    }

    /** {@code what} says of which thing, and why. */
    void leaveOpen(String what) {
        leaveOpen();
        left.add(what);
    }

    /** What nothing else tells of. */
    List<String> left() {
        return left;
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
        return leftOpen == 0;
    }

    int leftOpen() {
        return leftOpen;
    }

    /** What is left is about these; where they are none, it may be about any. */
    void leftOpenOf(List<String> objects) {
        open.addAll(objects);
        openUnknown |= objects.isEmpty();
    }

    /** Whether what is left may be about that object. */
    boolean mayBeOpen(String object) {
        return openUnknown || open.contains(object);
    }

    List<EntityRef> toPush() {
        return toPush;
    }
}
