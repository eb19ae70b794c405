package dev.devledger.bootstrap.system;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.postgres.sync.PostgresCycles.StaleLeases;
import dev.devledger.bootstrap.system.KillPlan.Moment;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * The jar with a ledger of its own, linked with a sandbox of another process. It is killed as planned, and started again
 * by whoever calls it next; a call that was cut is made once more, as a careful client does, with the key it had.
 */
final class MortalDevledger implements AutoCloseable {
    private static final Duration LONGER_THAN_SETTLE = Duration.ofMillis(220);

    private final List<String> connection;
    private final FatalFront front;
    private final FatalWire wire;
    private final EmbeddedDatabase cluster;
    private final DriverManagerDataSource database;
    private final String url;
    private final Path folder = SharedDevledger.newFolder();
    private JarProcess process;
    private KillPlan plan = KillPlan.none();
    private int lives;

    MortalDevledger(String name, FatalFront ticktick) {
        this(
                ticktick,
                List.of(
                        "--devledger.ticktick.mode=live",
                        "--devledger.ticktick.access-token=example-token",
                        "--devledger.ticktick.api-url=" + ticktick.url(),
                        "--devledger.ticktick.account=" + name,
                        "--devledger.ticktick.list-name=" + name,
                        "--devledger.ticktick.poll-interval=0s",
                        "--devledger.ticktick.settle=200ms"));
    }

    /** Where its projects are in a folder of that name, and what is deleted there is deleted here. */
    static MortalDevledger withClickUp(String name, FatalFront clickup) {
        return new MortalDevledger(
                clickup,
                List.of(
                        "--devledger.ticktick.mode=off",
                        "--devledger.clickup.mode=live",
                        "--devledger.clickup.access-token=pk_example",
                        "--devledger.clickup.api-url=" + clickup.url() + "/v2",
                        "--devledger.clickup.api-v3-url=" + clickup.url() + "/v3",
                        "--devledger.clickup.account=" + name,
                        "--devledger.clickup.scope=folder:" + name,
                        "--devledger.clickup.deletions=follow",
                        "--devledger.clickup.budget=off",
                        "--devledger.clickup.poll-interval=0s",
                        "--devledger.clickup.settle=200ms"));
    }

    private MortalDevledger(FatalFront front, List<String> connection) {
        this.front = front;
        this.connection = connection;
        cluster = MadeCluster.started(SharedDevledger.newFolder());
        database = new DriverManagerDataSource(cluster.jdbcUrl(), cluster.username(), cluster.password());
        URI server = URI.create(cluster.jdbcUrl().substring("jdbc:".length()));
        wire = new FatalWire(server.getPort());
        url = "jdbc:postgresql://127.0.0.1:" + wire.port() + server.getPath() + "?prepareThreshold=0";
        process = start();
    }

    private JarProcess start() {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword(),
                "--devledger.time-zone=Europe/Madrid"));
        arguments.addAll(connection);
        return JarProcess.start(folder, arguments.toArray(String[]::new)).awaitUp();
    }

    /** From now on it is killed at these moments. */
    KillPlan plan(List<Moment> moments) {
        plan = new KillPlan(() -> process.kill(), moments);
        lives = 0;
        front.follow(plan);
        wire.follow(plan);
        return plan;
    }

    JdbcClient tables() {
        return JdbcClient.create(database);
    }

    /** Reads, and what may be asked twice. */
    <T> T ask(Function<Api, T> call) {
        while (true) {
            try {
                return call.apply(process.api());
            } catch (UncheckedIOException e) {
                revive(e);
            }
        }
    }

    /** A write with an idempotency key, done once however often it is sent. */
    Api.Answer write(String method, String path, String body) {
        String key = UUID.randomUUID().toString();
        return ask(api -> {
            Api.Answer answer = api.send(method, path, body, "Idempotency-Key", key);
            if (answer.status() / 100 != 2) {
                throw new AssertionError(method + " " + path + " answered " + answer.status() + ": " + answer.body());
            }
            return answer;
        });
    }

    /** Until a cycle had nothing to do and nothing waits. */
    void settle() {
        for (int i = 0; i < 90; i++) {
            JsonNode report = ask(api -> api.post(200, "/api/sync/run", null).json());
            JsonNode status = ask(api -> new Ledger(api).syncStatus());
            if (report.path("pulled").asInt() == 0
                    && report.path("pushed").asInt() == 0
                    && status.path("pending").asInt() == 0
                    && status.at("/lastCycle/complete").asBoolean()) {
                return;
            }
            LockSupport.parkNanos(LONGER_THAN_SETTLE.toNanos());
        }
        throw new AssertionError("still not quiet: "
                + ask(api -> new Ledger(api).syncStatus() + " "
                        + api.read("/api/sync/conflicts").path("items")));
    }

    private void revive(UncheckedIOException cut) {
        if (plan.killed() == lives) {
            throw cut; // nobody killed it
        }
        lives = plan.killed();
        process.exitCode();
        // As the start itself does where the database is its own: nobody else can be at work in this one.
        StaleLeases.release(database);
        process = start();
    }

    @Override
    public void close() {
        plan(List.of());
        process.close();
        wire.close();
        cluster.close();
    }
}
