package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.memory.UnimportedObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The window of time entries that the next cycle reads: near at each poll, and wide from time to time, first of all
 * after a start.
 */
public final class CompareWindow {
    /** How far the window reaches ahead, as time can be logged before it is over. */
    private static final Duration AHEAD = Duration.ofDays(31);

    /**
     * The number of a poll's requests from which on time entries wait for the next poll, but not for many polls in a
     * row.
     */
    private static final int MANY_REQUESTS = 4;

    private static final int LONGEST = 10;

    private static final int LONGEST_FOR_TASKS = 5;

    /** One of this number of polls reads time entries, if comments are read as well. */
    private static final int TURNS = 3;

    private @Nullable Instant wideAt;
    private Set<String> leftNear = Set.of();
    private int waited;
    private int waitedForTasks;
    private int turn = TURNS - 1;

    /**
     * @param requests the number of requests of the poll so far
     * @param shares true if comments are read as well: then polls take turns
     */
    boolean waits(long requests, boolean shares) {
        if (requests >= MANY_REQUESTS && waited < LONGEST) {
            waited++;
            return true;
        }
        turn = shares ? (turn + 1) % TURNS : 0;
        waited = 0;
        return turn != 0;
    }

    /** True if tasks are read first. If a list is never read, time entries do not wait for it for ever. */
    boolean waitsForTasks(boolean unread) {
        waitedForTasks = unread ? waitedForTasks + 1 : 0;
        return unread && waitedForTasks <= LONGEST_FOR_TASKS;
    }

    RemoteTimeEntries.Window window(RemoteTimeEntries.Reach reach, Instant now) {
        boolean near = wideAt != null && now.isBefore(wideAt.plus(reach.every())) && !now.isBefore(wideAt);
        return new RemoteTimeEntries.Window(now.minus(near ? reach.near() : reach.wide()), now.plus(AHEAD));
    }

    /** Records that the window was read and worked through. */
    void read(RemoteTimeEntries.Window window, RemoteTimeEntries.Reach reach, Instant now) {
        if (isWide(window, reach, now)) {
            wideAt = now;
        }
    }

    static boolean isWide(RemoteTimeEntries.Window window, RemoteTimeEntries.Reach reach, Instant now) {
        return window.from().equals(now.minus(reach.wide()));
    }

    /**
     * Returns the entries that are left out from now on. A near window shows nothing of entries that only a wide window
     * has shown, so these stay left out.
     *
     * @param shown the ids of all entries that the window shows
     * @param left the entries of the window that are left out
     * @param before the entries that were left out so far
     */
    List<UnimportedObjects.UnimportedObject> left(
            boolean wide, Set<String> shown, List<UnimportedObjects.UnimportedObject> left, List<UnimportedObjects.UnimportedObject> before) {
        List<UnimportedObjects.UnimportedObject> all = new ArrayList<>(left);
        Set<String> ids = left.stream().map(UnimportedObjects.UnimportedObject::id).collect(Collectors.toSet());
        if (!wide) {
            before.stream()
                    .filter(each -> each.list().equals(UnimportedObjects.TIME))
                    .filter(each -> !ids.contains(each.id()) && !shown.contains(each.id()))
                    .filter(each -> !leftNear.contains(each.id()))
                    .forEach(all::add);
        }
        leftNear = wide ? Set.of() : ids;
        return all;
    }
}
