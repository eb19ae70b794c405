package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
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
 * because of the remote or the network: the {@link RemoteAnswer} tells the outcome. A larger read goes page by page,
 * and the caller decides on each next page. A read whose answer is nonsense, or has a task without an id, is
 * {@link RemoteAnswer.Unknown}. A task that cannot be read for another reason is {@link Quarantined}: if it were left
 * out, it would look absent.
 */
public interface RemoteReads {

    /** The most ancestors that are followed upwards: no tree is as deep, and a circle in the data must end. */
    int FOLLOWED = 20;

    /**
     * Returns the lists of the account but the inbox, which the remote does not list.
     *
     * @param cursor the next cursor of the page before, null for the first. A cursor of another service gives
     *     {@link RemoteAnswer.Unknown}
     */
    RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor);

    /**
     * Returns the open lists, in two requests at most; may include archived or read-only lists.
     * {@link RemoteAnswer.Refused} if that would take more requests.
     *
     * @param cursor the next cursor of the page before, null for the first
     */
    default RemoteAnswer<RemotePage<List<RemoteList>>> openLists(@Nullable String cursor) {
        return lists(cursor);
    }

    /**
     * Returns a page of tasks. A task that exists during the whole read is on at least one page; two pages may differ,
     * and the later one counts.
     *
     * @param cursor the next cursor of the page before, null for the first
     * @return empty if the list to read does not exist
     */
    RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor);

    /**
     * Finds the task under that list. A deleted task may still be found. {@link RemoteAnswer.Refused} only if the list
     * is gone, which may take a second request to find out.
     *
     * @throws IllegalArgumentException for a list's own address: a list is looked for among the {@link #lists}
     */
    RemoteAnswer<LookupResult> find(RemoteRef task);

    /**
     * Searches for the open tasks of that list. The search may leave out other tasks than {@link ReadTarget.OneList} does;
     * empty if it does not show whether it found all. Any number of the tasks may be unreadable.
     */
    RemoteAnswer<Optional<Listing>> searchOpen(String list);

    /** Searches for every task of that list, as {@link #searchOpen} does; completed and abandoned ones too. */
    RemoteAnswer<Optional<Listing>> searchAll(String list);

    /**
     * Returns the changes since that cursor, in one request; {@link RemoteAnswer.Refused} if the service no longer
     * knows the cursor, or has no feed of changes.
     *
     * @param cursor the cursor of the answer before; null to begin with the changes from now on
     */
    default RemoteAnswer<FeedAnswer> changes(@Nullable String cursor) {
        return new RemoteAnswer.Refused<>("it has no feed of changes");
    }

    /** The set of tasks to read, in as many pages as it takes. */
    sealed interface ReadTarget {

        /** Every open task of that list, in the order of the list; all other tasks too, if lists show them. */
        record OneList(String list) implements ReadTarget {}

        /** Every open task of the account, with the list where it is. */
        record AllOpenTasks() implements ReadTarget {}

        /**
         * The tasks of these lists that were completed since then, each with its own list. Abandoned tasks are left
         * out, as not every remote lists them. Without lists, no request is sent.
         */
        record FinishedSince(Set<String> lists, Instant since) implements ReadTarget {
            public FinishedSince(Collection<String> lists, Instant since) {
                this(new LinkedHashSet<>(lists), since);
            }

            public FinishedSince {
                lists = Collections.unmodifiableSet(lists);
            }
        }

        /**
         * The tasks of the whole account that may have been created or written since then, with their present lists:
         * all open tasks, all tasks completed since then, and abandoned tasks as far as the remote shows them. A remote
         * that shows abandoned tasks only in incomplete lists shows those of {@code list} alone. Read only if a create
         * was not answered.
         *
         * @param list the list in which an abandoned task is most likely
         */
        record WrittenSince(String list, Instant since) implements ReadTarget {}
    }

    /**
     * One answer of a feed.
     *
     * @param seen the changed objects in their present state, with their present lists; never a deletion
     * @param cursor the start of the next answer, in the service's own words
     * @param more true if further changes can be read at once
     */
    record FeedAnswer(Listing seen, String cursor, boolean more) {}

    /**
     * One request of a read. A row that is missing on a page proves nothing: only a complete read does.
     *
     * @param next the start of the next page, which only the service's adapter understands; null at the end
     */
    record RemotePage<T>(T rows, @Nullable String next) {

        /** A page with all rows. */
        public static <T> RemotePage<T> whole(T rows) {
            return new RemotePage<>(rows, null);
        }
    }

    /** The result of one lookup of a task. Only {@link Deleted} proves by itself that the task is gone. */
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

        /** The service says that the task was deleted; it is not in another place either. */
        record Deleted() implements LookupResult {}

        /**
         * The service refuses to show the task, either because it is gone or because the account may not see it. The
         * refusal is not about one place, so there is no other place to look.
         *
         * @param reason the reason, for people
         */
        record Denied(String reason) implements LookupResult {}

        /** The task is not where it was looked for, but may be elsewhere. */
        record NotFound() implements LookupResult {}

        /**
         * The account may not see the task at the moment, whether it exists or not: this proves no absence, and does
         * not mean that the account has to be connected again.
         *
         * @param reason the reason, for people
         */
        record NoAccess(String reason) implements LookupResult {}

        /** The task exists but cannot be read. */
        record Unreadable(Quarantined what) implements Present {
            @Override
            public RemoteRef ref() {
                return what.ref();
            }
        }
    }
}
