package dev.devledger.adapters.postgres.write;

import dev.devledger.application.ledger.WriteGate.Fence;
import dev.devledger.application.ledger.WriteGate.TakenOver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Goes by the migrations that were made, and by the generations of rows that were asked for. */
public final class PostgresFence implements Fence {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFence.class);
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

    private final JdbcClient jdbc;
    private final String condition;
    private final AtomicBoolean logged = new AtomicBoolean();

    /** @param generations those that this code makes */
    public PostgresFence(JdbcClient jdbc, Map<String, Integer> generations) {
        this(jdbc, condition(newestMigration(), generations));
    }

    private PostgresFence(JdbcClient jdbc, String condition) {
        this.jdbc = jdbc;
        this.condition = condition;
    }

    /** For who stores events and has passed no gate, as tests do. */
    public static PostgresFence open(JdbcClient jdbc) {
        return new PostgresFence(jdbc, "false");
    }

    private static String condition(int migration, Map<String, Integer> generations) {
        String asked = generations.entrySet().stream()
                .map(each -> "name = '%s' and asked > %d".formatted(each.getKey(), each.getValue()))
                .sorted()
                .collect(Collectors.joining(" or "));
        return "(exists (select from flyway_schema_history where version::int > %d)".formatted(migration)
                + " or exists (select from projection_generation where %s))"
                        .formatted(asked.isEmpty() ? "false" : asked);
    }

    /** The newest that this code knows. */
    static int newestMigration() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*.sql");
            return Stream.of(found)
                    .map(migration -> MIGRATION.matcher(String.valueOf(migration.getFilename())))
                    .filter(Matcher::matches)
                    .mapToInt(matched -> Integer.parseInt(matched.group(1)))
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True where a newer Devledger has been here, for whoever asks along with something else. */
    String condition() {
        return condition;
    }

    @Override
    public boolean isTakenOver() {
        boolean taken = jdbc.sql("select " + condition).query(Boolean.class).single();
        if (taken) {
            tell();
        }
        return taken;
    }

    /** What was answered to {@link #condition}. */
    void require(boolean takenOver) {
        if (takenOver) {
            tell();
            throw new TakenOver();
        }
    }

    private void tell() {
        if (logged.compareAndSet(false, true)) {
            LOG.error("{}", new TakenOver().getMessage());
        }
    }
}
