package dev.devledger.bootstrap.system;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Processes of the jar on one database. One of them is killed now and then, and started again while the others go on. */
final class MortalNodes implements AutoCloseable {
    /** Nodes of one database have one. */
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final EmbeddedDatabase database = MadeCluster.started(SharedDevledger.newFolder());
    private final List<Node> nodes = new ArrayList<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private Future<?> back = CompletableFuture.completedFuture(null);
    private int kills;

    /** Its address is another one after each start. */
    private final class Node {
        private final Path folder = SharedDevledger.newFolder();
        private JarProcess process = start();
        private volatile Api api = process.api();

        private JarProcess start() {
            return JarProcess.start(
                            folder,
                            "--spring.datasource.url=" + database.jdbcUrl(),
                            "--spring.datasource.username=" + database.username(),
                            "--spring.datasource.password=" + database.password(),
                            "--devledger.encryption-key=" + KEY,
                            "--devledger.ticktick.mode=off")
                    .awaitUp();
        }

        void dieAndComeBack() {
            process.kill();
            process = start();
            api = process.api();
        }
    }

    MortalNodes(int count) {
        for (int i = 0; i < count; i++) {
            nodes.add(new Node());
        }
    }

    /** Of the node of this number, counted round and round. */
    Api api(int number) {
        return nodes.get(number % nodes.size()).api;
    }

    int count() {
        return nodes.size();
    }

    int kills() {
        return kills;
    }

    /** Does not wait for it. All others are up then. */
    void kill(int number, Duration delay) throws ExecutionException, InterruptedException {
        awaitAll();
        kills++;
        Node node = nodes.get(number % nodes.size());
        back = background.submit(() -> {
            LockSupport.parkNanos(delay.toNanos());
            node.dieAndComeBack();
        });
    }

    void awaitAll() throws ExecutionException, InterruptedException {
        back.get();
    }

    @Override
    public void close() {
        background.close();
        nodes.forEach(node -> node.process.close());
        database.close();
    }
}
