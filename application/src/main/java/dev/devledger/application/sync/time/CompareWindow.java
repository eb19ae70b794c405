package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.application.sync.memory.LeftObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reach of the next cycle: near at each poll, and wide at times, first of all after a start. */
public final class CompareWindow {
    /** The reach ahead, as time can be logged before it is over. */
    private static final Duration AHEAD = Duration.ofDays(31);

    /** The requests of a poll from which on time waits for the next one, but not for many polls in a row. */
    private static final int MANY_REQUESTS = 4;

    private static final int LONGEST = 10;

    private static final int LONGEST_FOR_TASKS = 5;

    /** The number of polls of which one reads time, if comments are read as well. */
    private static final int TURNS = 3;

    private @Nullable Instant wideAt;
    private Set<String> leftNear = Set.of();
    private int waited;
    private int waitedForTasks;
    private int turn = TURNS - 1;

    /**
     * @param requests the requests of the poll so far
     * @param shares true if comments are read as well, with which it takes turns
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

    /** True if tasks are read first. A list that never comes to be read does not keep back time for ever. */
    boolean waitsForTasks(boolean unread) {
        waitedForTasks = unread ? waitedForTasks + 1 : 0;
        return unread && waitedForTasks <= LONGEST_FOR_TASKS;
    }

    RemoteTime.Window window(RemoteTime.Reach reach, Instant now) {
        boolean near = wideAt != null && now.isBefore(wideAt.plus(reach.every())) && !now.isBefore(wideAt);
        return new RemoteTime.Window(now.minus(near ? reach.near() : reach.wide()), now.plus(AHEAD));
    }

    /** Records that the window was read and worked through. */
    void read(RemoteTime.Window window, RemoteTime.Reach reach, Instant now) {
        if (isWide(window, reach, now)) {
            wideAt = now;
        }
    }

    static boolean isWide(RemoteTime.Window window, RemoteTime.Reach reach, Instant now) {
        return window.from().equals(now.minus(reach.wide()));
    }

    /**
     * Returns the entries that are left out from then on: a near window shows nothing of those that only a wide one has
     * shown.
     *
     * @param shown the ids of all that the window shows
     * @param left the entries of it that are left out
     * @param before the entries that were left out so far
     */
    List<LeftObjects.Left> left(
            boolean wide, Set<String> shown, List<LeftObjects.Left> left, List<LeftObjects.Left> before) {
        List<LeftObjects.Left> all = new ArrayList<>(left);
        Set<String> ids = left.stream().map(LeftObjects.Left::id).collect(Collectors.toSet());
        if (!wide) {
            before.stream()
                    .filter(each -> each.list().equals(LeftObjects.TIME))
                    .filter(each -> !ids.contains(each.id()) && !shown.contains(each.id()))
                    .filter(each -> !leftNear.contains(each.id()))
                    .forEach(all::add);
        }
        leftNear = wide ? Set.of() : ids;
        return all;
    }
}
