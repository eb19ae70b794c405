package dev.devledger.application.many;

import dev.devledger.application.projection.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The event store, for many events at once, in the transaction at hand. */
public interface EventBatches {

    /** Events as the rows that they become. */
    interface Rows {}

    /**
     * An event of a stream that goes on.
     *
     * @param version the entity's version after it, from 1
     * @param hash in hex; what comes next is chained to that of the last one
     */
    record Earlier(String stream, long version, String hash, Object payload) {}

    /** The stored name of an event, such as {@code task.created}. */
    String nameOf(Object event);

    /** Positions one after the other, which nobody else's come between; {@code at} is the time of their events. */
    record Places(long first, Instant at) {}

    /** Places behind all that this transaction has read so far. */
    Places places(int count);

    /** The transaction at hand may take long from now on. */
    void takeTime();

    /**
     * The events of these streams, stream after stream in this order, and each from its first on. Where they are large it
     * ends sooner, behind a whole stream.
     *
     * @return how many streams were read; one at least
     */
    int read(List<String> streams, Consumer<Earlier> each);

    /**
     * Asks nothing of the database, so it can be done while that is busy. All are of one change set.
     *
     * @param hashes of the last events of the streams that go on
     */
    Rows rows(List<LedgerEvent> events, Map<String, String> hashes);

    /** Where another writer has stored one of these versions it is a lost race. */
    void append(Rows rows);
}
