package dev.devledger.adapters.postgres;

import dev.devledger.application.projection.ShadowTables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The shadow tables are in the schema {@code rebuild} and have the names of the live ones, so putting the schema at the
 * head of the search path is all it takes to send the same statements there.
 */
final class PostgresShadowTables implements ShadowTables {

    private static final Map<String, List<String>> TABLES = Map.of(
            "projects", List.of("dev_projects"),
            "tasks", List.of("tasks"),
            "notes", List.of("project_notes"),
            "history", List.of("history"),
            "sync", List.of("sync_links", "sync_given_up", "sync_conflicts"));
    private static final String PARKED = "parked_event";

    /** Holds the id of the run that the shadow tables belong to. */
    private static final String OWNER = "owner";

    /** The run at hand: it keeps to one thread, and another one may share this object. */
    private static final ThreadLocal<UUID> RUN = new ThreadLocal<>();

    private final JdbcClient jdbc;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;
    private final ExclusiveLock exclusive;

    PostgresShadowTables(JdbcClient jdbc, PostgresWriteGate gate, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        exclusive = new ExclusiveLock(jdbc, transactions);
    }

    @Override
    public void create(Set<String> projections) {
        UUID run = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            dropAll();
            Stream.concat(tables(projections).stream(), Stream.of(PARKED)).forEach(this::createLike);
            run("create table rebuild." + OWNER + " (id uuid primary key)");
            jdbc.sql("insert into rebuild." + OWNER + " values (:id)")
                    .param("id", run)
                    .update();
        });
        RUN.set(run);
    }

    @Override
    public long settledHead() {
        Long head = transaction.execute(status -> {
            gate.close();
            return jdbc.sql("select coalesce(max(position), 0) from event")
                    .query(Long.class)
                    .single();
        });
        return head == null ? 0 : head;
    }

    @Override
    @SuppressWarnings("NullAway") // the template's null is the batch's own
    public <T> T inShadow(Supplier<T> batch) {
        return transaction.execute(status -> {
            requireOwn();
            lookInShadow();
            return batch.get();
        });
    }

    @Override
    public void swap(Set<String> projections, Runnable lastBatch) {
        List<String> tables = tables(projections);
        transaction.executeWithoutResult(status -> {
            gate.close();
            requireOwn();
            String live = liveSchema();
            lookInShadow();
            lastBatch.run();
            exclusive.take(Stream.concat(tables.stream(), Stream.of(PARKED))
                    .map(table -> live + "." + table)
                    .toList());
            tables.forEach(table -> replace(live, table));
            replaceParked(live, projections);
            run("delete from rebuild." + OWNER);
        });
        RUN.remove();
        tables.forEach(table -> run("analyze " + table)); // new tables have no statistics yet
    }

    @Override
    public void drop() {
        transaction.executeWithoutResult(status -> {
            if (owns()) {
                dropAll();
            }
        });
        RUN.remove();
    }

    /** Without it the statements of a run whose tables are gone would find the live ones next on the search path. */
    private void requireOwn() {
        if (!owns()) {
            throw new Superseded();
        }
    }

    /** From here to the end of the transaction nobody drops them. */
    private boolean owns() {
        @Nullable UUID run = RUN.get();
        return run != null
                && jdbc.sql("select to_regclass('rebuild." + OWNER + "') is not null")
                        .query(Boolean.class)
                        .single()
                && jdbc.sql("select id from rebuild." + OWNER + " where id = :id for key share")
                        .param("id", run)
                        .query((row, number) -> true)
                        .optional()
                        .isPresent();
    }

    private static List<String> tables(Set<String> projections) {
        return projections.stream()
                .flatMap(projection -> {
                    List<String> tables = TABLES.get(projection);
                    if (tables == null) {
                        throw new IllegalArgumentException("There is no table of the projection " + projection);
                    }
                    return tables.stream();
                })
                .sorted()
                .toList();
    }

    /** Indexes are made from their definitions, as a plain copy would give them other names. */
    private void createLike(String table) {
        run("create table rebuild.%1$s (like %1$s including all excluding indexes)".formatted(table));
        definitions("""
                        select format('alter table rebuild.%I add constraint %I %s', relname, conname,
                                      pg_get_constraintdef(c.oid))
                        from pg_constraint c
                        join pg_class on pg_class.oid = conrelid
                        where conrelid = to_regclass(:table) and contype in ('p', 'u')
                        union all
                        select replace(pg_get_indexdef(indexrelid),
                                       format(' ON %I.%I ', nspname, relname), format(' ON rebuild.%I ', relname))
                        from pg_index
                        join pg_class on pg_class.oid = indrelid
                        join pg_namespace on pg_namespace.oid = relnamespace
                        where indrelid = to_regclass(:table)
                          and not exists (select from pg_constraint where conindid = indexrelid)
                        """, table).forEach(this::run);
    }

    private List<String> definitions(String sql, String table) {
        return jdbc.sql(sql).param("table", table).query(String.class).list();
    }

    /** The owner's table first: a batch that is under way holds it. */
    private void dropAll() {
        jdbc.sql("""
                        select format('drop table if exists rebuild.%I', tablename) from pg_tables where schemaname = 'rebuild'
                        order by tablename <> :owner
                        """).param("owner", OWNER).query(String.class).list().forEach(this::run);
    }

    private String liveSchema() {
        return jdbc.sql("select quote_ident(current_schema())")
                .query(String.class)
                .single();
    }

    private void lookInShadow() {
        jdbc.sql("select set_config('search_path', 'rebuild, ' || quote_ident(current_schema()), true)")
                .query(String.class)
                .single();
    }

    private void replace(String live, String table) {
        run("drop table %s.%s".formatted(live, table));
        run("alter table rebuild.%s set schema %s".formatted(table, live));
    }

    private void replaceParked(String live, Set<String> projections) {
        String table = live + "." + PARKED;
        jdbc.sql("delete from " + table + " where projection = any(:projections)")
                .param("projections", projections.toArray(String[]::new))
                .update();
        run("insert into " + table + " select * from rebuild." + PARKED);
        run("drop table rebuild." + PARKED);
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
