package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Under load, the packets of six connections vanish. PostgreSQL does not end their transactions by itself. */
@Tag("long")
class FrozenConnectionsIT {
    private static final int FROZEN = 6;
    private static final int WRITERS = 8;
    private static final Duration OVER = Duration.ofSeconds(20);
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final int WRITES_AFTER = 200;
    private static final String LOCKS = """
        select count(*) from pg_stat_activity
        where xact_start < clock_timestamp() - interval '10 seconds' and datname = current_database()
        """;

    private static EmbeddedDatabase database;
    private static SwallowingProxy proxy;
    private static RunningDevledger devledger;
    private static Api api;

    private record Sent(String what, Instant begun, Duration took, int status, String body) {}

    enum Way {
        /** The database waits in the transaction for what comes next. */
        BETWEEN_REQUESTS {
            @Override
            void freeze() {
                proxy.swallowWithinTransactions(FROZEN);
            }
        },
        /** It waits for the rest of a request, for which it has no limit. */
        AMID_REQUESTS {
            @Override
            void freeze() {
                proxy.swallowAmidRequests(FROZEN);
            }
        },
        /** Most of them are in no transaction. Those that the next writes do not meet the pool closes with the others. */
        WHEREVER_THEY_ARE {
            @Override
            void freeze() {
                proxy.swallowSome(FROZEN);
            }

            @Override
            int noticed() {
                return 1;
            }
        };

        abstract void freeze();

        /** How many at least are waited for. */
        int noticed() {
            return FROZEN;
        }
    }

    @BeforeAll
    static void start() {
        database = MadeCluster.started(SharedDevledger.newFolder());
        proxy = new SwallowingProxy(
                URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort());
        devledger = RunningDevledger.start(
                SharedDevledger.newFolder(),
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + proxy.port() + "/devledger",
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "devledger.ticktick.mode=off");
        api = devledger.api();
    }

    @AfterAll
    static void stop() {
        devledger.close();
        proxy.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void writes_and_seals_go_on_twenty_seconds_later(Way way) {
        Ledger ledger = new Ledger(api);
        List<String> projects = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            projects.add(ledger.project("Frozen " + way + i, ",\"placement\":\"none\""));
            tasks.add(ledger.task(projects.get(i), "Frozen", ""));
        }
        Queue<Sent> sent = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        double givenUp = givenUp();
        Instant later;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                String project = projects.get(i);
                String task = tasks.get(i);
                threads.execute(() -> {
                    for (int n = 0; !over.get(); n++) {
                        write(project, task, n, sent);
                    }
                });
            }
            try {
                Wait.until("load", () -> sent.size() > WRITERS * 3);
                way.freeze();
                Wait.until("they froze", () -> proxy.stillWhole() == 0);
                later = Instant.now().plus(OVER);
                Wait.until("some time passed", () -> Instant.now().isAfter(later));
                int before = sent.size();
                Wait.until("enough writes", () -> sent.size() > before + WRITES_AFTER);
                Wait.until("the gate closes, as it does for a seal", () -> devledger
                        .stores()
                        .events
                        .sealedBatches
                        .settledHead()
                        .isPresent());
                assertThat(tables().sql(LOCKS).query(Long.class).single())
                        .as("old transactions")
                        .isZero();
            } finally {
                over.set(true);
            }
        }
        assertThat(sent.stream().filter(each -> each.begun().isAfter(later)))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.status()).isBetween(200, 201);
                    assertThat(each.took()).isLessThan(PROMPT);
                });
        Wait.until("they are counted", () -> givenUp() - givenUp >= way.noticed());
    }

    private static void write(String project, String task, int number, Queue<Sent> sent) {
        String title = "\"" + number + "\"";
        sent.add(timed("create", () -> api.post("/api/projects/" + project + "/tasks", "{\"title\":" + title + "}")));
        sent.add(timed("edit", () -> api.patch("/api/tasks/" + task, "{\"title\":" + title + "}")));
        sent.add(timed("rename", () -> api.patch("/api/projects/" + project, "{\"name\":" + title + "}")));
    }

    private static Sent timed(String what, Supplier<Api.Answer> request) {
        Instant begun = Instant.now();
        Api.Answer answer = request.get();
        return new Sent(what, begun, Duration.between(begun, Instant.now()), answer.status(), answer.body());
    }

    private static JdbcClient tables() {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()));
    }

    private static double givenUp() {
        return api.get(200, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("devledger_database_connections_given_up_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
