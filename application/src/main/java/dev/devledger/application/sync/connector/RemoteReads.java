package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sync asks a connected service for. Every method is one remote request at most, or as many as an answer has
 * pages, unless it says otherwise; none throws for what the remote or the network did: the {@link RemoteAnswer} says it.
 * A read whose answer is nonsense is {@link RemoteAnswer.Unknown}, and so is one in which
 * too many tasks cannot be read, or one without so much as an id. A few are {@link Quarantined}: leaving them out would say
 * that they are not there.
 */
public interface RemoteReads {

    /** So many parents are followed upwards: no tree is as deep, and a circle that is there already is not followed for ever. */
    int FOLLOWED = 20;

    /**
     * Every list of the account but the inbox, which the remote does not list.
     *
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<List<RemoteList>> lists(Runnable before);

    /** The same for whoever has nothing to keep up meanwhile. */
    default RemoteAnswer<List<RemoteList>> lists() {
        return lists(() -> {});
    }

    /**
     * The task under that list, where the remote has one there. A deleted task may still be answered.
     * {@link RemoteAnswer.Refused} only where its list is gone, to know which a second request may be needed.
     *
     * @throws IllegalArgumentException for a list's own address: a list is looked for among the {@link #lists}
     */
    RemoteAnswer<Sighting> find(RemoteRef task);

    /**
     * Every open task of the account, under the list where it is. One request, or one more for the lists and one for each
     * of them where the account has more open tasks than one answer holds. However many of them cannot be read.
     *
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<Listing> openAnywhere(Runnable before);

    /**
     * The open tasks of that list by a search, which may leave out others than {@link #openTasks} does; empty where it does
     * not tell whether it has shown all of them. However many of them cannot be read.
     */
    RemoteAnswer<Optional<Listing>> searchOpen(String list);

    /** The same of every task of that list, completed and abandoned ones too. */
    RemoteAnswer<Optional<Listing>> searchAll(String list);

    /**
     * Every open task of the list, and each other one where lists show all, in the order in which the list shows them;
     * empty where the list is not there.
     */
    RemoteAnswer<Optional<Listing>> openTasks(String list);

    /**
     * The tasks of these lists that were completed since then, each under its own list; all of them, or
     * {@link RemoteAnswer.Unknown}. Abandoned ones are not among them: the remote does not list those. No list is no
     * request. A page that the budget did not let through ends it; asked again soon after, it goes on with that page.
     *
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<Listing> finishedTasks(Collection<String> lists, Instant since, Runnable before);

    /** The same for whoever has nothing to keep up meanwhile. */
    default RemoteAnswer<Listing> finishedTasks(Collection<String> lists, Instant since) {
        return finishedTasks(lists, since, () -> {});
    }

    /**
     * The tasks of the whole account that may have been made or written since then, under the lists where they are now:
     * every open one, every one that was completed since then, and the abandoned ones as far as the remote shows them.
     * It may show those only among all others and cut them, so where there are too many,
     * it is those of {@code list} alone, and of these so many as come. Three requests, and more for an account of which
     * one answer does not hold all open tasks: asked only where a create is without an answer. However many of them
     * cannot be read.
     *
     * @param list where an abandoned one is most likely
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<Listing> everywhere(String list, Instant since, Runnable before);

    /**
     * What has changed since then, in one request; {@link RemoteAnswer.Refused} where the cursor is not known any more, or
     * the service has no such feed.
     *
     * @param cursor where the answer before has ended; null to begin, which tells nothing of what was changed before
     */
    default RemoteAnswer<Changes> changes(@Nullable String cursor) {
        return new RemoteAnswer.Refused<>("it has no feed of changes");
    }
}
