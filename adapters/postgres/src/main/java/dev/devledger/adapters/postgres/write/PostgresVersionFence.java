package dev.devledger.adapters.postgres.write;

import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.ledger.Ledger.WriteGate.VersionFence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the applied migrations and the requested generations of rows with the migrations and generations of this
 * code.
 */
public final class PostgresVersionFence implements VersionFence {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresVersionFence.class);
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

    private final JdbcClient jdbc;
    private final String condition;
    private final AtomicBoolean logged = new AtomicBoolean();

    /** @param generations the generation of rows that this code makes, by projection */
    public PostgresVersionFence(JdbcClient jdbc, Map<String, Integer> generations) {
        this(jdbc, condition(newestMigration(), generations));
    }

    private PostgresVersionFence(JdbcClient jdbc, String condition) {
        this.jdbc = jdbc;
        this.condition = condition;
    }

    /** Returns a fence for code that stores events without the gate, such as tests. */
    public static PostgresVersionFence open(JdbcClient jdbc) {
        return new PostgresVersionFence(jdbc, "false");
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

    /** Returns the newest migration that this code knows. */
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

    /** Returns an SQL expression, to be part of another statement: true if a newer Devledger has used the database. */
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

    /** Throws if the value of {@link #condition} is true. */
    void require(boolean takenOver) {
        if (takenOver) {
            tell();
            throw new NewerVersion();
        }
    }

    private void tell() {
        if (logged.compareAndSet(false, true)) {
            LOG.error("{}", new NewerVersion().getMessage());
        }
    }

    /** Identifies a build whose code may differ from other builds. */
    public record BuildId(
            @Nullable BuildProperties build, @Nullable GitProperties commit) {

        /**
         * Describes the build: by its commit, or by its time if it was built from an archive without a commit, or with
         * uncommitted changes.
         */
        public String describe() {
            if (build == null) {
                return "a build of its own, " + UUID.randomUUID();
            }
            return commit == null || !"false".equals(commit.get("dirty"))
                    ? build.getVersion() + " built at " + build.getTime()
                    : build.getVersion() + " of " + commit.getShortCommitId();
        }
    }
}
