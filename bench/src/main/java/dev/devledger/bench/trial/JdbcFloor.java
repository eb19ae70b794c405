package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Meter;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.trial.Changes.Peer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** What the disk can do: the peer's row, inserted and committed by plain JDBC from the benchmark's own process. */
record JdbcFloor(Server server) implements Contender {
    static final String NAME = "Floor: the row by plain JDBC";

    private static final String INSERT = Peer.INSERT.formatted("?", "?", "?", "?", "?", "?", "?", "?", "?", "?");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sample run(int connections, Duration window) {
        Meter meter = new Meter(server, ProcessHandle.current().pid());
        List<long[]> times = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> insert(window)));
            }
            for (Future<long[]> each : running) {
                times.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The floor could not be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while measuring the floor", e);
        }
        long[] all = times.stream().flatMapToLong(Arrays::stream).toArray();
        return Sample.of(all, window.toNanos() / 1e9, meter.cost());
    }

    private long[] insert(Duration window) throws SQLException {
        LongStream.Builder times = LongStream.builder();
        try (Connection connection = server.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            UUID project = UUID.randomUUID();
            for (int i = 0; i < 10; i++) {
                insert(insert, project, i);
            }
            long begun = System.nanoTime();
            for (long last = begun, n = 0; last - begun < window.toNanos(); n++) {
                insert(insert, project, n);
                long now = System.nanoTime();
                times.add(now - last);
                last = now;
            }
        }
        return times.build().toArray();
    }

    private static void insert(PreparedStatement insert, UUID project, long n) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        insert.setObject(1, UUID.randomUUID());
        insert.setObject(2, project);
        insert.setString(3, "Task " + n + " of the benchmark");
        insert.setString(
                4,
                "What a person writes of a task when it comes to mind: two or three lines, with a hint of where to look"
                        + " and what to do.");
        insert.setString(5, "medium");
        insert.setObject(6, new String[] {"bench", "speed"});
        insert.setString(7, "2030-12-24");
        insert.setString(8, "UTC");
        insert.setObject(9, now);
        insert.setObject(10, now);
        try (ResultSet key = insert.executeQuery()) {
            key.next();
        }
    }
}
