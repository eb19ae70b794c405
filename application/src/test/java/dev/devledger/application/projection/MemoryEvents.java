package dev.devledger.application.projection;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stored events, with gaps between their positions. */
final class MemoryEvents implements EventLog {
    private static final Provenance BY = new Provenance("owner", "rest", null, null, "request", "request", null);

    /** The most events in one answer, as for large events. */
    private static final int PAGE = 500;

    private final List<LedgerEvent> events = new CopyOnWriteArrayList<>();
    private int unsettled;
    private int growth;
    private int slow;

    /** Adds this number of events, in turn to each of the streams. */
    void add(int count, int streams) {
        for (int i = 0; i < count; i++) {
            long position = head() + 2;
            events.add(new LedgerEvent(
                    position,
                    "event-" + position,
                    "stream-" + events.size() % streams,
                    1 + events.size() / streams,
                    "test.happened",
                    Instant.EPOCH,
                    "payload",
                    BY,
                    new UUID(0, 0)));
        }
    }

    /** Leaves the newest events unsettled, as while a writer is still running. */
    void unsettled(int newest) {
        unsettled = newest;
    }

    /** Adds this number of events after each time that the replay has asked for its end. */
    void growWithEachRound(int count) {
        growth = count;
    }

    /** Delays a writer, for this number of questions about it. */
    void slowWriter(int times) {
        slow = times;
    }

    String stream(long position) {
        return events.stream().filter(each -> each.position() == position).findFirst().orElseThrow().stream();
    }

    OptionalLong settledHead() {
        if (slow > 0) {
            slow--;
            return OptionalLong.empty();
        }
        int settled = events.size() - unsettled;
        long head = settled <= 0 ? 0 : events.get(settled - 1).position();
        add(growth, 5);
        return OptionalLong.of(head);
    }

    List<Long> positions() {
        return events.stream().map(LedgerEvent::position).toList();
    }

    @Override
    public Optional<LocatedEvent> locate(String eventId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<List<String>> parked(Collection<String> streams) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LedgerEvent> read(long after, long upTo, int limit) {
        return events.stream()
                .filter(each -> each.position() > after && each.position() <= upTo)
                .limit(Math.min(limit, PAGE))
                .toList();
    }

    @Override
    public long count(long after, long upTo) {
        return events.stream()
                .filter(each -> each.position() > after && each.position() <= upTo)
                .count();
    }

    @Override
    public long head() {
        return events.isEmpty() ? 0 : events.getLast().position();
    }
}
