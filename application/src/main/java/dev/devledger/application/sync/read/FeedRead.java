package dev.devledger.application.sync.read;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import dev.devledger.application.sync.memory.Cycles.FeedCursors.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the changes that the feed reports since the last read, page by page (docs/sync-design.md, section 3). The
 * feed's cursor is stored only once these changes are taken over.
 */
public final class FeedRead {
    /**
     * The time for which a change that cannot be taken over is read again at each poll; after that, the lists are read
     * for the change.
     */
    static final Duration AGAIN = Duration.ofMinutes(10);

    /** The most pages of a read; further pages are left to the next poll. */
    private static final int MOST_PAGES = 50;

    private static final Logger LOG = LoggerFactory.getLogger(FeedRead.class);

    /**
     * @param before the feed's position before the read; null if the feed begins now
     * @param next the feed's position after the read
     */
    public record FeedPage(Listing seen, @Nullable Position before, Position next) {}

    private final CycleCalls calls;
    private final Connector connector;
    private final FeedCursors cursors;
    private final Clock clock;

    public FeedRead(CycleCalls calls, CycleContext connection) {
        this.calls = calls;
        this.connector = connection.connector();
        this.cursors = connection.ports().feeds();
        this.clock = connection.clock();
    }

    /** Reads the changes; empty without an answer: then the lists are read instead. */
    public Optional<FeedPage> read() {
        Position kept = cursors.of(connector.account()).orElse(null);
        return kept == null ? begin() : since(known(kept));
    }

    /** Corrects a time in the future, which was stored before a clock was set back. */
    private Position known(Position kept) {
        Instant now = clock.instant();
        return kept.sweepAt().isAfter(now.plus(AGAIN)) || kept.movedAt().isAfter(now)
                ? new Position(kept.cursor(), now, now)
                : kept;
    }

    /** Begins to read the feed; earlier changes are only seen by reading the lists. */
    private Optional<FeedPage> begin() {
        Instant now = clock.instant();
        return orStop(calls.call(remote -> remote.changes(null)))
                .either(
                        changes -> {
                            LOG.info(
                                    "The feed of changes of {} is read from now on, and each list once",
                                    connector.title());
                            return Optional.of(
                                    new FeedPage(changes.seen(), null, new Position(changes.cursor(), now, now)));
                        },
                        reason -> Optional.empty());
    }

    private Optional<FeedPage> since(Position kept) {
        Instant now = clock.instant();
        Listing all = Listing.of(List.of());
        String cursor = kept.cursor();
        boolean more = true;
        for (int page = 0; page < MOST_PAGES && more; page++) {
            String at = cursor;
            RemoteAnswer<FeedAnswer> answer = calls.call(remote -> remote.changes(at));
            if (answer instanceof RemoteAnswer.Ok<FeedAnswer>(var changes)) {
                all = all.and(changes.seen());
                cursor = changes.cursor();
                more = changes.more();
            } else if (page == 0) {
                return failed(answer);
            } else {
                more = false; // the next poll continues from here
            }
        }
        return Optional.of(new FeedPage(all, kept, new Position(cursor, kept.sweepAt(), now)));
    }

    private Optional<FeedPage> failed(RemoteAnswer<FeedAnswer> answer) {
        return switch (orStop(answer)) {
            case RemoteAnswer.Refused<FeedAnswer>(var reason) -> {
                LOG.warn("The feed of changes of {} does not go on where it was: {}", connector.title(), reason);
                yield begin();
            }
            default -> Optional.empty();
        };
    }

    /**
     * Returns the position to store after the changes were taken over; empty to keep the stored one.
     *
     * @param whole true if every change was taken over
     * @param cut true if lists that are due were left unread
     */
    public Optional<Position> after(FeedPage told, boolean whole, boolean cut) {
        Position before = told.before();
        if (whole || (cut && before == null)) {
            return Optional.of(told.next());
        }
        boolean stays = before != null && before.movedAt().plus(AGAIN).isAfter(clock.instant());
        return stays
                ? Optional.empty()
                : Optional.of(new Position(
                        told.next().cursor(),
                        clock.instant().plus(AGAIN),
                        told.next().movedAt()));
    }
}
