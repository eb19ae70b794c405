package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far back the next cycle compares: near at each poll, and wide at times, first of all after a start. */
public final class TimeRhythm {
    /** Time can be logged ahead: what is planned is there before it is over. */
    private static final Duration AHEAD = Duration.ofDays(31);

    /** A poll that has made so many requests leaves the time to the next one, but not many in a row do. */
    private static final int MANY_REQUESTS = 4;

    private static final int LONGEST = 10;

    private static final int LONGEST_FOR_TASKS = 5;

    /** Every third one is its turn where comments are read as well. */
    private static final int TURNS = 3;

    private @Nullable Instant wideAt;
    private int waited;
    private int waitedForTasks;
    private int turn = TURNS - 1;

    /**
     * @param requests of the poll so far
     * @param shares whether comments are read as well, with which it takes turns
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

    /** A list that never comes to be read does not keep back time for ever. */
    boolean waitsForTasks(boolean unread) {
        waitedForTasks = unread ? waitedForTasks + 1 : 0;
        return unread && waitedForTasks <= LONGEST_FOR_TASKS;
    }

    RemoteTime.Window window(RemoteTime.Reach reach, Instant now) {
        boolean near = wideAt != null && now.isBefore(wideAt.plus(reach.every())) && !now.isBefore(wideAt);
        return new RemoteTime.Window(now.minus(near ? reach.near() : reach.wide()), now.plus(AHEAD));
    }

    /** That window was read and worked through. */
    void read(RemoteTime.Window window, RemoteTime.Reach reach, Instant now) {
        if (window.from().equals(now.minus(reach.wide()))) {
            wideAt = now;
        }
    }
}
