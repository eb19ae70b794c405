package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventHash;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.ImportLedger.LedgerRestore;
import dev.devledger.application.backup.ImportLedger.LedgerRestores;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Allows one restore at a time in a database. The remains of a killed import are dropped when the next one begins.
 *
 * @param wiring connects with the schema of the given name as the search path
 */
public record PostgresLedgerRestores(
        DataSource live,
        PlatformTransactionManager transactions,
        Function<String, PostgresLedgerRestores.RestoreWiring> wiring)
        implements LedgerRestores {
    private static final String SCHEMA = "ledger_import";
    private static final String LOCK = "import of a ledger";

    @Override
    public LedgerRestore begin() {
        RestoreTables tables = new RestoreTables(new RowWrites(live), transactions, SCHEMA);
        SessionLock lock = SessionLock.tryTake(live, LOCK);
        if (!lock.held()) {
            throw BackupFailure.refused("Another import into this ledger is running.");
        }
        drop(); // also if this one is refused: the remains of a killed import are useless
        tables.requireEmptyLedger();
        RestoreWiring inside = wiring.apply(SCHEMA);
        Flyway.configure()
                .dataSource(inside.dataSource())
                .schemas(SCHEMA)
                .load()
                .migrate();
        new JdbcTemplate(inside.dataSource())
                .execute("create table sandbox_row (table_name text not null, content json not null)");
        tables.unindex(inside.projections());
        return new PostgresLedgerRestore(inside, tables, () -> {
            try (lock) {
                inside.end().run();
                drop();
            }
        });
    }

    private void drop() {
        new JdbcTemplate(live).execute("drop schema if exists " + SCHEMA + " cascade");
    }

    /**
     * The parts that work on a draft's tables. They are wired as for the ledger, but their connections find the tables
     * of the draft.
     *
     * @param sandbox makes the tables of the ledger's own sandbox, if they are missing
     * @param end closes the connections
     */
    public record RestoreWiring(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            List<Projection> projections,
            EventLog log,
            ParkedEvents parked,
            Savepoints savepoints,
            Runnable sandbox,
            Runnable end) {}

    /** Restores into a schema of its own, whose tables are made by the ledger's migrations. */
    static final class PostgresLedgerRestore implements LedgerRestore {

        private final RestoreWiring inside;
        private final RestoreTables tables;
        private final TransactionTemplate transaction;
        private final JdbcClient jdbc;
        private final Runnable end;

        PostgresLedgerRestore(RestoreWiring inside, RestoreTables tables, Runnable end) {
            this.inside = inside;
            this.tables = tables;
            this.transaction = new TransactionTemplate(inside.transactions());
            this.jdbc = JdbcClient.create(inside.dataSource());
            this.end = end;
        }

        @Override
        public void load(BackupFiles.Content content) {
            transaction.executeWithoutResult(status -> {
                RestoreCheck check = new RestoreCheck(jdbc);
                new JdbcTemplate(inside.dataSource())
                        .execute((Connection connection) -> copied(connection, content, check));
                jdbc.sql("analyze event").update();
                check.require();
            });
        }

        private boolean copied(Connection connection, BackupFiles.Content content, RestoreCheck check)
                throws SQLException {
            try (RestoreLoader loader = new RestoreLoader(connection)) {
                try {
                    content.giveTo(taker(loader, check));
                } catch (BackupFailure e) {
                    throw explained(loader, check, e);
                }
                loader.finish();
                return true;
            } catch (NotTaken e) {
                throw RestoreFailure.of(e.why);
            } catch (SQLException e) {
                throw RestoreFailure.of(e);
            }
        }

        /** Thrown when a table refuses a record: after half a row the COPY is unusable. */
        private static final class NotTaken extends RuntimeException {
            private static final long serialVersionUID = 1L;

            private final SQLException why;

            NotTaken(SQLException why) {
                super(why);
                this.why = why;
            }
        }

        private static Consumer<LedgerRecord> taker(RestoreLoader loader, RestoreCheck check) {
            return record -> {
                try {
                    check.take(record);
                    loader.add(record);
                } catch (SQLException e) {
                    throw new NotTaken(e);
                }
            };
        }

        /**
         * Returns the first wrong event as the reason if there is one: a file's checksum does not show where the file
         * was changed.
         */
        private BackupFailure explained(RestoreLoader loader, RestoreCheck check, BackupFailure failure)
                throws SQLException {
            loader.finish();
            return check.wrongEvent().map(BackupFailure::refused).orElse(failure);
        }

        @Override
        public EventLog log() {
            return inside.log();
        }

        @Override
        public List<Projection> projections() {
            return inside.projections();
        }

        @Override
        public ParkedEvents parked() {
            return inside.parked();
        }

        @Override
        public Savepoints savepoints() {
            return inside.savepoints();
        }

        @Override
        public void inTransaction(Runnable work) {
            transaction.executeWithoutResult(status -> work.run());
        }

        @Override
        public void publish() {
            if (tables.hasSandbox()) {
                inside.sandbox().run();
            }
            tables.swap(inside.projections());
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /** Explains why COPY refused a row, which PostgreSQL names in its message. */
    static final class RestoreFailure {
        private static final Pattern ROW = Pattern.compile("COPY event, line (\\d+)");

        /** The SQL states that blame the data: wrong values, and values that exist already. */
        private static final Pattern OF_THE_DATA = Pattern.compile("2[23].*");

        private RestoreFailure() {}

        static BackupFailure of(SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            if (!OF_THE_DATA.matcher(state).matches()) {
                return BackupFailure.failed(
                        "The database failed: %s. Nothing was imported.".formatted(failure.getMessage()), failure);
            }
            return BackupFailure.refused(
                    "%sthe database refused it: %s. Nothing was imported.".formatted(line(failure), summary(failure)));
        }

        /** Returns the line in the file: COPY's row 1 is line 2. */
        private static String line(SQLException failure) {
            ServerErrorMessage said = said(failure);
            Matcher row = ROW.matcher(said == null ? "" : String.valueOf(said.getWhere()));
            return row.find() ? "Line %d: ".formatted(Long.parseLong(row.group(1)) + 1) : "A line was changed: ";
        }

        private static String summary(SQLException failure) {
            ServerErrorMessage said = said(failure);
            return String.valueOf(said == null ? failure.getMessage() : said.getMessage());
        }

        private static @Nullable ServerErrorMessage said(SQLException failure) {
            return failure instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
        }
    }

    /**
     * Checks that loaded records fit together: the hash of each event, computed as the records come; the chain of each
     * stream; and the chain of the batches.
     */
    static final class RestoreCheck {

        private static final String WRONG_EVENT = """
            select line, position, case
                when not chained then 'it does not follow the event before it in its stream'
                when not intact then 'its hash is not that of its content'
                else 'an event before it has the same id' end as what
            from (
              select position, row_number() over (order by position) + 1 as line,
                position is distinct from ? as intact,
                stream_version = coalesce(lag(stream_version) over stream, -1) + 1
                  and previous_hash is not distinct from lag(hash) over stream as chained,
                row_number() over (partition by event_id, verbatim ->> 'event_id' order by position) = 1 as once
              from event
              window stream as (partition by stream_id order by position)) checked
            where not intact or not chained or not once
            order by position limit 1
            """;

        private static final String WRONG_BATCH = """
            select number from (
              select number, count, first_position, last_position, hash,
                coalesce(lag(number) over chain, 0) + 1 as next_number,
                coalesce(lag(last_position) over chain, 0) as position_before,
                coalesce(lag(hash) over chain, decode(repeat('00', 32), 'hex')) as hash_before,
                previous_hash
              from event_batch window chain as (order by number)) batch
            where number <> next_number or first_position <= position_before or previous_hash <> hash_before
              or hash <> event_batch_hash(previous_hash, first_position, last_position)
              or count <> (select count(*) from event where position between first_position and last_position)
              or exists (select from event where position > position_before and position < first_position)
            order by number limit 1
            """;

        private final JdbcClient jdbc;
        private final EventHash hashes = new EventHash();

        /** The position of the first event that does not match its hash. */
        private @Nullable Long changed;

        RestoreCheck(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        void take(LedgerRecord record) {
            if (record instanceof StoredEvent event
                    && (changed == null || event.position() < changed)
                    && !hashes.of(event).equals(event.hash())) {
                changed = event.position();
            }
        }

        /** Checks the chains, once all records are in the tables. */
        void require() {
            wrongEvent().ifPresent(told -> {
                throw BackupFailure.refused(told);
            });
            Optional<Long> batch = jdbc.sql(WRONG_BATCH).query(Long.class).optional();
            if (batch.isPresent()) {
                throw BackupFailure.refused(
                        "Batch %d does not match its events. Nothing was imported.".formatted(batch.get()));
            }
        }

        Optional<String> wrongEvent() {
            return jdbc.sql(WRONG_EVENT)
                    .param(changed)
                    .query((row, number) -> "Line %d, the event at position %d: %s. Nothing was imported."
                            .formatted(row.getLong("line"), row.getLong("position"), row.getString("what")))
                    .optional();
        }
    }
}
