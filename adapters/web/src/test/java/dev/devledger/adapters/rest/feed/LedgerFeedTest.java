package dev.devledger.adapters.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.feed.EventsResource.Listener;
import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.Moments;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.domain.project.Project.ProjectId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LedgerFeedTest {
    private static final HistoryFilter ALL = HistoryFilter.ALL;

    private final Store store = new Store();
    private final LedgerFeed feed = new LedgerFeed(
            store, new Moments(store, Clock.systemUTC()), List.of(new Counted()), failure -> failure instanceof Away);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean holds = true;

    /** Entries with the positions from 1 to the head; a cursor is the position. */
    private static final class Store implements HistoryQueries, SettledHead {
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger readings = new AtomicInteger();
        private volatile long head;
        private volatile boolean away;

        @Override
        public Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled) {
            requireThere();
            readings.incrementAndGet();
            long from = Long.parseLong(String.valueOf(after.cursor()));
            long to = Math.min(settled, from + after.limit());
            return new Page<>(
                    LongStream.rangeClosed(from + 1, to).mapToObj(Store::entry).toList(), end(Math.max(from, to)));
        }

        private void requireThere() {
            if (away) {
                throw new Away();
            }
        }

        private static HistoryView entry(long position) {
            HistoryView.Entity entity = new HistoryView.Entity("task", new UUID(0, 1), "T-1");
            return new HistoryView(
                    position,
                    Instant.EPOCH,
                    entity,
                    "task.edited",
                    "Entry " + position,
                    List.of(),
                    null,
                    "owner",
                    "rest",
                    null,
                    null,
                    "r",
                    new UUID(0, 2));
        }

        @Override
        public List<HistoryView> at(HistoryFilter filter, Collection<Long> positions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String end(long position) {
            return Long.toString(position);
        }

        @Override
        public Head now() {
            looks.incrementAndGet();
            requireThere();
            return new Head(head, Instant.EPOCH, head);
        }

        @Override
        public Page<HistoryView> follow(HistoryFilter filter, PageRequest after) {
            return follow(filter, after, head);
        }

        @Override
        public Page<HistoryView> list(HistoryFilter filter, PageRequest page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void export(HistoryFilter filter, Consumer<HistoryView> each) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<HistoryView> statusesOf(UUID project) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean end(Instant time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long positionAt(Instant time) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Something that goes on all the time. */
    private static final class Counted implements LongWork {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public String event() {
            return "undo";
        }

        @Override
        public Map<String, Step> now() {
            return Map.of("one", new Step(true, Map.of("done", asked.incrementAndGet())));
        }
    }

    /** What was sent, as text. */
    private static final class Sent extends ByteArrayOutputStream {
        synchronized long count(String text) {
            return toString(java.nio.charset.StandardCharsets.UTF_8).split(text, -1).length - 1L;
        }
    }

    private Sent listen(String from) {
        return listen(from, Confinement.NONE);
    }

    private Sent listen(String from, Confinement confined) {
        Sent sent = new Sent();
        feed.enter();
        threads.add(Thread.startVirtualThread(() -> {
            confined.enter();
            try {
                new Listener(feed, failure -> failure instanceof Away, ALL, from, () -> holds).serve(sent);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                feed.leave();
            }
        }));
        return sent;
    }

    private static void until(java.util.function.BooleanSupplier there) throws InterruptedException {
        while (!there.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private void commit(long head) {
        store.head = head;
        feed.committed();
    }

    @AfterEach
    void stop() throws InterruptedException {
        feed.stop();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(thread.isAlive()).as("a stream ends with the server").isFalse();
        }
    }

    @Test
    void many_listeners_are_one_look_and_one_reading() throws Exception {
        feed.start();
        List<Sent> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(listen("0"));
        }
        until(() -> all.stream().allMatch(sent -> sent.count("event: undo") >= 1));
        int looks = store.looks.get();
        int readings = store.readings.get();
        long began = System.nanoTime();
        commit(3);
        until(() -> all.stream().allMatch(sent -> sent.count("Entry ") == 3));
        int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began); // one more look in each of them
        assertThat(store.looks.get() - looks).isLessThanOrEqualTo(3 + seconds);
        assertThat(store.readings.get() - readings).isLessThanOrEqualTo(3);
    }

    @Test
    void all_of_a_long_past_comes_in_order() throws Exception {
        feed.start();
        store.head = 3L * LedgerFeed.AT_ONCE + 7;
        Sent sent = listen("5");
        until(() -> sent.count("Entry ") == store.head - 5);
        List<Long> ids = sent.toString(java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.valueOf(line.substring(4)))
                .toList();
        assertThat(ids).isEqualTo(LongStream.rangeClosed(5, store.head).boxed().toList());
    }

    @Test
    void a_database_that_is_away_ends_no_stream() throws Exception {
        feed.start();
        Sent sent = listen("0");
        commit(1);
        until(() -> sent.count("Entry ") == 1);
        store.away = true;
        int looks = store.looks.get();
        commit(2);
        until(() -> store.looks.get() > looks);
        store.away = false;
        commit(3);
        until(() -> sent.count("Entry ") == 3);
    }

    @Test
    void who_may_no_longer_listen_hears_nothing_more() throws Exception {
        feed.start();
        Sent sent = listen("0");
        commit(1);
        until(() -> sent.count("Entry ") == 1);
        holds = false;
        commit(2);
        threads.getFirst().join(TimeUnit.SECONDS.toMillis(60));
        assertThat(threads.getFirst().isAlive()).as("the stream goes on").isFalse();
        assertThat(sent.count("Entry ")).isEqualTo(1);
    }

    @Test
    void who_is_confined_shares_no_reading_with_who_is_not() {
        Confinement one = new Confinement(new ProjectId(new UUID(0, 1)));
        Confinement other = new Confinement(new ProjectId(new UUID(0, 2)));
        for (Confinement each : List.of(Confinement.NONE, one, other, one, Confinement.NONE)) {
            each.run(() -> feed.read(ALL, "0", 0));
        }
        assertThat(store.readings.get()).isEqualTo(3);
    }

    @Test
    void who_is_confined_hears_of_no_progress() throws Exception {
        feed.start();
        Sent held = listen("0", new Confinement(new ProjectId(new UUID(0, 1))));
        Sent all = listen("0");
        until(() -> all.count("event: undo") == 2);
        commit(1);
        until(() -> held.count("Entry ") == 1);
        assertThat(held.count("event: ")).isZero();
    }

    @Test
    void progress_comes_without_an_id_and_at_most_twice_a_second() throws Exception {
        feed.start();
        long began = System.nanoTime();
        Sent sent = listen("0");
        until(() -> sent.count("event: undo") == 3);
        assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_500));
        assertThat(sent.count("id: ")).as("where it began").isEqualTo(1);
    }

    @Test
    void who_is_asked_says_something_at_once_and_once() throws Exception {
        feed.start();
        Sent sent = listen("0");
        Sent other = listen("0");
        until(() -> sent.count("event: undo") >= 1 && other.count("event: undo") >= 1);
        feed.speak();
        until(() -> sent.count(":\nid: 0") == 1 && other.count(":\nid: 0") == 1);
        commit(1);
        until(() -> sent.count("Entry ") == 1);
        assertThat(sent.count(":\nid: ")).isEqualTo(1);
    }

    @Test
    void nobody_looks_where_nobody_listens() throws Exception {
        feed.start();
        commit(1);
        Thread.sleep(20);
        assertThat(store.looks.get()).isZero();
    }
}
