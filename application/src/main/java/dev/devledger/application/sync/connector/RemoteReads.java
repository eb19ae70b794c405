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
 * What the sync asks a connected service for. Every method is one remote request at most unless it says otherwise; none
 * throws for what the remote or the network did: the {@link RemoteAnswer} says it. What takes several requests is read
 * page by page, and whoever reads decides whether there is another one. A read whose answer is nonsense is
 * {@link RemoteAnswer.Unknown}, and so is one in which one task has not so much as an id. One that cannot be read
 * otherwise is {@link Quarantined}: leaving it out would say that it is not there.
 */
public interface RemoteReads {

    /** So many parents are followed upwards: no tree is as deep, and a circle that is there already is not followed for ever. */
    int FOLLOWED = 20;

    /**
     * The lists of the account but the inbox, which the remote does not list.
     *
     * @param cursor what the page before said of the next one, null for the first. One that this service has not made is
     *     {@link RemoteAnswer.Unknown}
     */
    RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor);

    /**
     * Those of them that are open, in two requests at most, with or without what is archived or read-only;
     * {@link RemoteAnswer.Refused} where it would take more.
     *
     * @param cursor likewise
     */
    default RemoteAnswer<RemotePage<List<RemoteList>>> openLists(@Nullable String cursor) {
        return lists(cursor);
    }

    /**
     * Tasks. What is there all the time that the pages are read is on one of them at least; on two it may be otherwise, and
     * the later one counts.
     *
     * @param cursor likewise
     * @return empty where the list of the reading is not there
     */
    RemoteAnswer<Optional<RemotePage<Listing>>> page(Reading what, @Nullable String cursor);

    /**
     * The task under that list, where the remote has one there. A deleted task may still be answered.
     * {@link RemoteAnswer.Refused} only where its list is gone, to know which a second request may be needed.
     *
     * @throws IllegalArgumentException for a list's own address: a list is looked for among the {@link #lists}
     */
    RemoteAnswer<Sighting> find(RemoteRef task);

    /**
     * The open tasks of that list by a search, which may leave out others than {@link Reading.InList} does; empty where it
     * does not tell whether it has shown all of them. However many of them cannot be read.
     */
    RemoteAnswer<Optional<Listing>> searchOpen(String list);

    /** The same of every task of that list, completed and abandoned ones too. */
    RemoteAnswer<Optional<Listing>> searchAll(String list);

    /**
     * What has changed since then, in one request; {@link RemoteAnswer.Refused} where the cursor is not known any more, or
     * the service has no such feed.
     *
     * @param cursor where the answer before has ended; null to begin, which tells nothing of what was changed before
     */
    default RemoteAnswer<Changes> changes(@Nullable String cursor) {
        return new RemoteAnswer.Refused<>("it has no feed of changes");
    }

    /** What is read of a service, in as many pages as it takes. */
    sealed interface Reading {

        /** Every open task of that list, and each other one where lists show all, in the order in which the list shows them. */
        record InList(String list) implements Reading {}

        /** Every open task of the account, under the list where it is. */
        record OpenAnywhere() implements Reading {}

        /**
         * The tasks of these lists that were completed since then, each under its own list. Abandoned ones are not among them:
         * not every remote lists those. No list is no request.
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
         * The tasks of the whole account that may have been made or written since then, under the lists where they are now:
         * every open one, every one that was completed since then, and the abandoned ones as far as the remote shows them.
         * It may show those only among all others and cut them, so where there are too many,
         * it is those of {@code list} alone, and of these so many as come. Asked only where a create is without an answer.
         *
         * @param list where an abandoned one is most likely
         */
        record WrittenSince(String list, Instant since) implements Reading {}
    }

    /**
     * What a feed tells in one answer.
     *
     * @param seen objects of which something has changed, each as it is now under the list where it is now; never that one is gone
     * @param cursor where the next answer goes on, in the service's own words
     * @param more whether there is more to tell at once
     */
    record Changes(Listing seen, String cursor, boolean more) {}

    /**
     * What one request of a read has shown. Of what it does not show it says nothing: that only a read can which has come to
     * its end.
     *
     * @param next where the read goes on, which only the service's adapter understands; null at the end
     */
    record RemotePage<T>(T rows, @Nullable String next) {

        /** All that there is. */
        public static <T> RemotePage<T> whole(T rows) {
            return new RemotePage<>(rows, null);
        }
    }

    /** What one look for a task has shown. Only {@link Deleted} proves by itself that it is gone. */
    sealed interface Sighting {

        /** It is where it was looked for. */
        sealed interface Present extends Sighting {
            RemoteRef ref();
        }

        record Here(RemoteTask task) implements Present {
            @Override
            public RemoteRef ref() {
                return task.ref();
            }
        }

        /** So the service says; wherever else it is looked for, it is not there. */
        record Deleted() implements Sighting {}

        /**
         * The service says no, as it does of what is gone and of what the account may not see alike. It says so of no place:
         * there is nowhere else to look.
         *
         * @param reason for people
         */
        record Denied(String reason) implements Sighting {}

        /** Not where it was looked for, which says nothing of elsewhere. */
        record NotHere() implements Sighting {}

        /**
         * The account may not see it at the moment, whether it is there or not: never an absence, and no sign that the
         * account has to be connected again.
         *
         * @param reason for people
         */
        record NoAccess(String reason) implements Sighting {}

        /** It cannot be read. */
        record Unreadable(Quarantined what) implements Present {
            @Override
            public RemoteRef ref() {
                return what.ref();
            }
        }
    }
}
