package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.rebuild.ShadowSchema;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sync.PostgresPendingWork;
import dev.devledger.adapters.postgres.write.PostgresGenerations;
import dev.devledger.adapters.postgres.write.PostgresGenerations.ReadModel;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Replaces an empty ledger's tables by the tables of a schema, as a replay does with the read model. */
final class RestoreTables {

    /** The limit on the wait for the locks of all tables. Many tries wait for a long reader, such as an export. */
    private static final String TRY = "300ms";

    private static final int TRIES = 200;

    /**
     * The tables whose rows are copied, while all other tables are replaced: functions depend on the tables with copied
     * rows, and users may have been granted rights on them.
     */
    private static final List<String> FACTS = List.of("event", "event_batch");

    /** The letter of the keys of each kind of entity. */
    private static final Map<String, String> KEYS = Map.of(
            "project",
            "P",
            "task",
            "T",
            "person",
            "U",
            "customer",
            "C",
            "service",
            "S",
            "time-entry",
            "E",
            "view",
            "V");

    private final RowWrites rows;
    private final JdbcClient jdbc;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;
    private final TransactionTemplate nested;
    private final String draft;
    private final PostgresGenerations generations;

    RestoreTables(RowWrites rows, PlatformTransactionManager transactions, String draft) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
        this.gate = new PostgresWriteGate(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.draft = draft;
        this.generations = new PostgresGenerations(jdbc, transactions);
    }

    void requireEmptyLedger() {
        if (exists("select from event")) {
            throw BackupFailure.refused("This ledger already has events, but an import needs an empty ledger. Name"
                    + " another data folder with --devledger.data-dir=….");
        }
        requireNoReplay();
    }

    private void requireNoReplay() {
        if (exists("select from projection_replay where state = 'running'")) {
            throw BackupFailure.refused("A replay of this ledger is running. Wait until it is done.");
        }
    }

    /** Drops the indexes while the tables are filled; they are made again before the swap. */
    void unindex(List<Projection> projections) {
        new ShadowSchema(jdbc, draft).unindex(tables(projections));
    }

    void swap(List<Projection> projections) {
        List<String> tables = Stream.concat(Stream.of(ReadModel.PARKED), tables(projections).stream())
                .toList();
        Map<String, Integer> made =
                projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation));
        new ShadowSchema(jdbc, draft).index(tables);
        transaction.executeWithoutResult(status -> {
            holdSettledHead();
            again(nested, this::reserve);
            copyFacts();
            Map<String, @Nullable Long> keys = new LinkedHashMap<>();
            KEYS.forEach((kind, letter) -> keys.put(kind, largestKey(kind, letter)));
            again(nested, part -> replaceAll(tables, made, keys));
        });
        Stream.concat(FACTS.stream(), tables.stream()).forEach(table -> run("analyze " + table));
    }

    /**
     * Repeats work that could not get a lock, each time after a rollback, which releases the locks that the work did
     * get.
     */
    private static void again(TransactionTemplate way, Consumer<TransactionStatus> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                way.executeWithoutResult(work);
                return;
            } catch (DataAccessException e) {
                if (attempt == TRIES || !SqlFailures.lostRace(e)) {
                    throw e;
                }
                SessionLock.pause();
            }
        }
    }

    /**
     * Holds the settled head, so that readers of the ledger do not pass imported events before all of them are stored.
     * The sequences do not do this: imported events have positions from 1, and a killed import may have left the
     * sequences ahead of them. The numbers are the locks in V200__events.sql.
     */
    private void holdSettledHead() {
        jdbc.sql("select pg_advisory_xact_lock_shared(about << 54) from unnest(array[432, 433]::bigint[]) held (about)")
                .query((row, number) -> true)
                .list();
    }

    /**
     * Reserves positions and times while no write runs, so that later writes come after all imported events. The
     * rollback at the end opens the gate, but does not reset the sequences.
     */
    private void reserve(TransactionStatus part) {
        gate.closeSoon();
        requireEmptyLedger();
        goOnBehind(
                "pg_get_serial_sequence('event', 'position')",
                largest("select max(position) from %s.event".formatted(draft)));
        goOnBehind("'event_time'", largest("""
                select greatest(pg_sequence_last_value('event_time'),
                  (extract(epoch from max(coalesce(occurred_at, cast(verbatim ->> 'occurred_at' as timestamptz)))) * 1000000)::bigint) from %s.event""".formatted(draft)));
        part.setRollbackOnly();
    }

    /**
     * Copies the facts with the gate open, as this takes long. {@link #requireNothingElse} finds events that were
     * written meanwhile.
     */
    private void copyFacts() {
        FACTS.forEach(table -> run("insert into %1$s select * from %2$s.%1$s".formatted(table, draft)));
    }

    private static List<String> tables(List<Projection> projections) {
        return ReadModel.tables(projections.stream().map(Projection::name).toList());
    }

    /**
     * Replaces the tables. Writers wait from the closing of the gate on, and readers from the lock on; all long work is
     * done before.
     *
     * @param keys the largest used key of each kind; null if none is used
     */
    private void replaceAll(List<String> tables, Map<String, Integer> made, Map<String, @Nullable Long> keys) {
        gate.closeSoon();
        requireNothingElse();
        requireSameAccount();
        String live = jdbc.sql("select quote_ident(current_schema())")
                .query(String.class)
                .single();
        run("insert into connected_account select * from %s.connected_account on conflict do nothing".formatted(draft));
        replaceSandbox();
        keys.forEach((kind, largest) -> goOnBehind("'%s_key'".formatted(kind.replace('-', '_')), largest));
        run("set local lock_timeout = '" + TRY + "'");
        run("lock table " + String.join(", ", tables) + " in access exclusive mode");
        run("set local lock_timeout to default");
        tables.forEach(table -> {
            run("drop table %s.%s".formatted(live, table));
            run("alter table %s.%s set schema %s".formatted(draft, table, live));
        });
        generations.put(made);
        markWhatIsNotAtTheRemoteYet();
    }

    /** Refuses the import if another client wrote events meanwhile, which have positions after the imported ones. */
    private void requireNothingElse() {
        if (exists("select from event where position > coalesce((select max(position) from %s.event), 0)"
                .formatted(draft))) {
            throw BackupFailure.refused(
                    "Somebody wrote to this ledger during the import, but an import needs an empty ledger. Name"
                            + " another data folder with --devledger.data-dir=….");
        }
        requireNoReplay();
    }

    /**
     * Refuses links with a remote account other than the connected one, in which all cards would seem to have been
     * deleted.
     */
    private void requireSameAccount() {
        if (exists("""
                select from %s.connected_account theirs
                join connected_account ours using (connector, account)
                where ours.remote_account <> theirs.remote_account""".formatted(draft))) {
            throw BackupFailure.refused(
                    "This ledger is connected to a different TickTick account than the ledger in the file. Name another data folder with --devledger.data-dir=…, and connect it to the same account.");
        }
    }

    boolean hasSandbox() {
        return exists("select from %s.sandbox_row".formatted(draft));
    }

    /** Replaces the content of the sandbox, which an empty ledger has no links with. */
    private void replaceSandbox() {
        if (hasSandbox()) {
            for (String table : SandboxRow.TABLES) {
                run("delete from sandbox." + table);
                run("""
                        insert into sandbox.%1$s overriding system value
                        select (json_populate_record(null::sandbox.%1$s, content)).*
                        from %2$s.sandbox_row where table_name = '%1$s'
                        """.formatted(table, draft));
            }
            goOnBehind(
                    "pg_get_serial_sequence('sandbox.task_comment', 'place')",
                    largest("select max(place) from sandbox.task_comment"));
        }
    }

    /**
     * Finds the field in the payload as text: a quote within a text value has a backslash before it, so no text value
     * looks like the field.
     */
    private @Nullable Long largestKey(String kind, String letter) {
        return largest(
                "select max(substring(payload from '\"key\":\"%s-([0-9]+)\"')::bigint) from event where event_type = '%s.created'"
                        .formatted(letter, kind));
    }

    private @Nullable Long largest(String query) {
        return jdbc.sql(query)
                .query((row, number) -> row.getObject(1, Long.class))
                .list()
                .getFirst();
    }

    private void goOnBehind(String sequence, @Nullable Long largest) {
        if (largest != null) {
            jdbc.sql("select setval(%s, :largest)".formatted(sequence))
                    .param("largest", largest)
                    .query(Long.class)
                    .single();
        }
    }

    /**
     * Marks all entities that differ from their remote objects, in accounts whose changes are marked already; other
     * accounts are searched when they are connected.
     */
    private void markWhatIsNotAtTheRemoteYet() {
        PostgresPendingWork work = new PostgresPendingWork(rows);
        jdbc.sql("select connector, account from sync_marking")
                .query((row, number) -> new ConnectedAccount(
                        row.getString("connector"), row.getString("account"), ConnectorMode.LIVE, task -> ""))
                .list()
                .forEach(work::markBehind);
        run("update scheduled_tasks set execution_time = now() where task_name = 'sync-cycle' and not picked");
    }

    private boolean exists(String query) {
        return jdbc.sql("select exists (" + query + ")").query(Boolean.class).single();
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
