package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import java.util.List;
import java.util.Optional;
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
}
