package dev.devledger.application.sync.connector;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is read of a service, in as many pages as it takes. */
public sealed interface Reading {

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
