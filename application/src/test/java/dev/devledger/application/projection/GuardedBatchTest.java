package dev.devledger.application.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many events of one write, of which a projection cannot apply one. */
class GuardedBatchTest {
    private static final int EVENTS = 1_000;
    private static final Provenance BY = new Provenance("owner", "rest", null, null, "r-1", "r-1", null);

    private final Rows rows = new Rows();
    private final Waiting waiting = new Waiting();

    @Test
    void what_comes_behind_a_parked_event_waits_however_far_behind_it_is() {
        LiveProjections projections =
                new LiveProjections(List.of(rows), List.of(), nothingParked(), waiting, new Part(), Runnable::run);

        projections.applyMany(events(), true);

        assertThat(rows.applied).hasSize(EVENTS - 2).doesNotContain("broken 2", "broken 3");
        assertThat(waiting.events).containsExactly("broken 2", "broken 3");
    }

    /**
     * Returns events in which the stream "broken" has its first event at the beginning, then one that cannot be
     * applied, and its third at the end.
     */
    private static List<LedgerEvent> events() {
        List<LedgerEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            int version = i < 2 ? i + 1 : 3;
            boolean broken = i < 2 || i == EVENTS - 1;
            events.add(event(i + 1, broken ? "broken" : "other-" + i, broken ? version : 1));
        }
        return events;
    }

    private static LedgerEvent event(long position, String stream, long version) {
        return new LedgerEvent(
                position,
                "e-" + position,
                stream,
                version,
                "test.happened",
                Instant.EPOCH,
                "payload",
                BY,
                new UUID(0, 0));
    }

    private static EventLog nothingParked() {
        return (EventLog) Proxy.newProxyInstance(
                EventLog.class.getClassLoader(),
                new Class<?>[] {EventLog.class},
                (self, method, arguments) -> Set.of());
    }

    private static String which(LedgerEvent event) {
        return event.stream() + " " + event.version();
    }

    private static final class Rows implements Projection {
        private final List<String> applied = new ArrayList<>();

        @Override
        public String name() {
            return "rows";
        }

        @Override
        public int generation() {
            return 1;
        }

        @Override
        public void apply(LedgerEvent event) {
            if (which(event).equals("broken 2")) {
                throw new IllegalStateException("cannot be applied");
            }
            applied.add(which(event));
        }
    }

    /** A part of a batch whose changes are taken back if it fails. */
    private final class Part implements Savepoints {
        @Override
        public void attempt(Runnable work) {
            List<String> before = List.copyOf(rows.applied);
            try {
                work.run();
            } catch (RuntimeException e) {
                rows.applied.clear();
                rows.applied.addAll(before);
                throw e;
            }
        }

        @Override
        public boolean isPassing(RuntimeException failure) {
            return false;
        }
    }

    private static final class Waiting implements ParkedEvents {
        private final List<String> events = new ArrayList<>();
        private final Set<List<String>> streams = new HashSet<>();

        @Override
        public void park(String projection, LedgerEvent event, String error) {
            events.add(which(event));
            streams.add(List.of(projection, event.stream()));
        }

        @Override
        public boolean isParked(String projection, String stream) {
            return streams.contains(List.of(projection, stream));
        }

        @Override
        public Set<List<String>> streams() {
            return streams;
        }

        @Override
        public Page<Parked> list(PageRequest page) {
            return new Page<>(List.of(), null);
        }

        @Override
        public Map<String, Long> counts() {
            return new HashMap<>();
        }
    }
}
