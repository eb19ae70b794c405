package dev.devledger.bootstrap.database;

import dev.devledger.adapters.connection.Fitness;
import dev.devledger.adapters.connection.Fitness.UnfitDatabase;
import dev.devledger.adapters.embeddedpostgres.DatabaseUrlFile;
import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Migrates the tables to this jar's version, if the database is fit for the ledger; otherwise reports what is wrong and
 * what to do.
 */
public final class DatabaseMigration implements FlywayMigrationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger("Devledger");

    private static final String ANOTHER =
            "Set spring.datasource.url to a database for Devledger alone, or leave it out to use the embedded one.";

    /** The message for {@link #isOlder older} tables. */
    public static final String OLDER =
            "The ledger's tables are of a Devledger before 0.1, which this devledger.jar does not change.";

    private static final Set<MigrationState> NEWER =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private volatile List<String> warnings = List.of();

    /** Returns warnings about the database for the user. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void migrate(Flyway flyway) {
        warnings = Fitness.warnings(flyway.getConfiguration().getDataSource());
        warnings.forEach(LOG::warn);
        List<MigrationInfo> all = Arrays.asList(flyway.info().all());
        all.stream()
                .filter(DatabaseMigration::isNewer)
                .reduce((first, second) -> second)
                .ifPresent(newest -> {
                    throw new UnfitDatabase(
                            "The ledger's tables have version %s, which is newer than this devledger.jar."
                                    .formatted(newest.getVersion()),
                            "Start the devledger.jar that made them, or a newer one. " + ANOTHER,
                            null);
                });
        if (all.stream().anyMatch(DatabaseMigration::isOlder)) {
            throw new UnfitDatabase(
                    OLDER,
                    "Export the ledger with the devledger.jar that made them (export ledger.gz), and import that file with this"
                            + " one into a new devledger.data-dir or an empty database (import ledger.gz).",
                    null);
        }
        requireUnchanged(all);
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw explained(flyway, e);
        }
    }

    public static boolean isNewer(MigrationInfo each) {
        return NEWER.contains(each.getState());
    }

    /** True for the tables of an old version, made in several migrations that this version has merged into one. */
    public static boolean isOlder(MigrationInfo each) {
        return each.getState().isApplied() && !each.getState().isResolved() && !isNewer(each);
    }

    private static void requireUnchanged(List<MigrationInfo> all) {
        String changed = all.stream()
                .filter(each -> each.getState().isApplied()
                        && (each.getState() == MigrationState.FAILED || !each.isChecksumMatching()))
                .map(each -> "V" + each.getVersion())
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            throw new UnfitDatabase(
                    "The ledger's tables were not made by a released Devledger, or a migration was interrupted: %s."
                            .formatted(changed),
                    "Start the devledger.jar that made them, or restore a backup of the database. " + ANOTHER,
                    null);
        }
    }

    private static UnfitDatabase explained(Flyway flyway, FlywayException failure) {
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new UnfitDatabase(
                    "The database contains other data and no ledger: %s.".formatted(contents(flyway)),
                    ANOTHER,
                    failure);
        }
        String reason = String.valueOf(
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        return new UnfitDatabase(
                "The ledger's tables could not be migrated to the version of this devledger.jar: %s"
                        .formatted(reason.lines().findFirst().orElse("")),
                "Correct that and start again; the tables are unchanged. Or start the devledger.jar that made them.",
                failure);
    }

    private static String contents(Flyway flyway) {
        return JdbcClient.create(flyway.getConfiguration().getDataSource())
                .sql("""
                        select count(*) || ' tables and views, such as ' || coalesce(min(c.relname), '-')
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'm', 'f')
                        """)
                .query(String.class)
                .single();
    }

    static class UnfitDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnfitDatabase> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnfitDatabase cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
        }
    }

    /** Reports that a newer jar builds the rows, although this jar knows the version of the tables. */
    static class NewerVersionFailureAnalyzer extends AbstractFailureAnalyzer<NewerVersion> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, NewerVersion cause) {
            return new FailureAnalysis(
                    "The rows of this ledger are built by a newer Devledger than this devledger.jar.",
                    "Start the devledger.jar that was used last, or a newer one. To go back for good, import an export of"
                            + " that one into a folder of its own.",
                    rootFailure);
        }
    }

    /** Tells the jar's commands the address of the user's own database while this server runs. */
    public record PublishedDatabaseUrl(DatabaseUrlFile file) implements AutoCloseable {
        private static final Logger LOG = LoggerFactory.getLogger(PublishedDatabaseUrl.class);

        public static PublishedDatabaseUrl write(DatabaseUrlFile file, String url) {
            try {
                file.write(url);
                return new PublishedDatabaseUrl(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                file.remove();
            } catch (IOException e) {
                LOG.warn("The file database.url could not be removed: {}", e.getMessage());
            }
        }
    }
}
