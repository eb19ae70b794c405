package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a connected service. Every method is one remote request at most unless it says otherwise; none throws
 * for what the remote or the network did: the {@link RemoteAnswer} says it. A larger read goes page by page, and the
 * caller decides on the next one. A read whose answer is nonsense, or has a task without an id, is
 * {@link RemoteAnswer.Unknown}. A task that cannot be read otherwise is {@link Quarantined}: without it the task would
 * look absent.
 */
public interface RemoteReads {

    /** The number of parents that are followed upwards: no tree is as deep, and an existing circle must end. */
    int FOLLOWED = 20;

    /**
     * Returns the lists of the account but the inbox, which the remote does not list.
     *
     * @param cursor the next cursor of the page before, null for the first. One of another service is
     *     {@link RemoteAnswer.Unknown}
     */
    RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor);

    /**
     * Returns the open lists, in two requests at most, with or without archived or read-only ones;
     * {@link RemoteAnswer.Refused} if it would take more.
     *
     * @param cursor likewise
     */
    default RemoteAnswer<RemotePage<List<RemoteList>>> openLists(@Nullable String cursor) {
        return lists(cursor);
    }

    /**
     * Returns a page of tasks. A task that exists during the whole read is on at least one page; two pages may differ,
     * and the later one counts.
     *
     * @param cursor likewise
     * @return empty if the list of the reading does not exist
     */
    RemoteAnswer<Optional<RemotePage<Listing>>> page(Reading what, @Nullable String cursor);

    /**
     * Finds the task under that list. A deleted task may still be found. {@link RemoteAnswer.Refused} only if its list
     * is gone, which may take a second request to know.
     *
     * @throws IllegalArgumentException for a list's own address: a list is looked for among the {@link #lists}
     */
    RemoteAnswer<LookupResult> find(RemoteRef task);

    /**
     * Searches for the open tasks of that list, and may leave out others than {@link Reading.InList} does; empty if it
     * does not show whether these are all. Any number of them may be unreadable.
     */
    RemoteAnswer<Optional<Listing>> searchOpen(String list);

    /** Searches for every task of that list likewise, completed and abandoned ones too. */
    RemoteAnswer<Optional<Listing>> searchAll(String list);

    /**
     * Returns the changes since that cursor, in one request; {@link RemoteAnswer.Refused} if the cursor is not known
     * any more, or the service has no such feed.
     *
     * @param cursor the cursor of the answer before; null to begin, without the changes until now
     */
    default RemoteAnswer<Changes> changes(@Nullable String cursor) {
        return new RemoteAnswer.Refused<>("it has no feed of changes");
    }

    /** The object of a read, in as many pages as it takes. */
    sealed interface Reading {

        /** Every open task of that list, and all others if lists show them, in the order of the list. */
        record InList(String list) implements Reading {}

        /** Every open task of the account, under the list where it is. */
        record OpenAnywhere() implements Reading {}

        /**
         * The tasks of these lists that were completed since then, each under its own list. Abandoned ones are not
         * among them: not every remote lists those. Without lists there is no request.
         */
        record FinishedSince(Set<String> lists, Instant since) implements Reading {
            public FinishedSince(Collection<String> lists, Instant since) {
                this(new LinkedHashSet<>(lists), since);
            }

            public FinishedSince {
                lists = Collections.unmodifiableSet(lists);
            }
        }

        /**
         * The tasks of the whole account that may have been made or written since then, under their lists of now: all
         * open ones, all that were completed since then, and the abandoned ones as far as the remote shows them. If it
         * shows those only among all others and cuts them, these are those of {@code list} alone, as many as come. Read
         * only if a create is without an answer.
         *
         * @param list the likeliest list of an abandoned one
         */
        record WrittenSince(String list, Instant since) implements Reading {}
    }

    /**
     * One answer of a feed.
     *
     * @param seen changed objects, each as it is now, under its present list; never a deletion
     * @param cursor the start of the next answer, in the service's own words
     * @param more true if there is more to read at once
     */
    record Changes(Listing seen, String cursor, boolean more) {}

    /**
     * One request of a read. A missing row proves nothing: only a read that has come to its end does.
     *
     * @param next the start of the next page, which only the service's adapter understands; null at the end
     */
    record RemotePage<T>(T rows, @Nullable String next) {

        /** A page with all rows. */
        public static <T> RemotePage<T> whole(T rows) {
            return new RemotePage<>(rows, null);
        }
    }

    /** The result of one lookup of a task. Only {@link Deleted} proves by itself that it is gone. */
    sealed interface LookupResult {

        /** The task is where it was looked for. */
        sealed interface Present extends LookupResult {
            RemoteRef ref();
        }

        record Found(RemoteTask task) implements Present {
            @Override
            public RemoteRef ref() {
                return task.ref();
            }
        }

        /** The service says that the task was deleted; it is nowhere else either. */
        record Deleted() implements LookupResult {}

        /**
         * The service says no, whether the task is gone or the account may not see it. It says so of no place: there is
         * nowhere else to look.
         *
         * @param reason the reason, for people
         */
        record Denied(String reason) implements LookupResult {}

        /** The task is not where it was looked for, but may be elsewhere. */
        record NotFound() implements LookupResult {}

        /**
         * The account may not see the task at the moment, whether it exists or not: never an absence, and no sign that
         * the account has to be connected again.
         *
         * @param reason the reason, for people
         */
        record NoAccess(String reason) implements LookupResult {}

        /** The task cannot be read. */
        record Unreadable(Quarantined what) implements Present {
            @Override
            public RemoteRef ref() {
                return what.ref();
            }
        }
    }
}
